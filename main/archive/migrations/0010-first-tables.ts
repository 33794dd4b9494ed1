import type { Migration } from './migrate.ts'

/**
 * A thing with revisions: one row that says it exists and which revision is newest, and its revisions, which can only
 * ever be added, each directly after the newest and carrying its hash.
 */
const revisioned = (table: string, entity: string, columns = '') => `
  CREATE TABLE ${table} (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (id <> ''),
    revision INTEGER NOT NULL DEFAULT 0${columns}
  ) STRICT;

  CREATE TABLE ${entity}_revisions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL REFERENCES ${table} (id),
    revision INTEGER NOT NULL CHECK (revision > 0),
    content TEXT NOT NULL CHECK (json_valid(content)),
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
    parent_hash TEXT CHECK ((parent_hash IS NULL) = (revision = 1)),
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (id, revision)
  ) STRICT;

  CREATE TRIGGER ${entity}_revisions_in_order BEFORE INSERT ON ${entity}_revisions
  WHEN NEW.revision IS NOT (SELECT revision + 1 FROM ${table} WHERE id = NEW.id)
    OR NEW.parent_hash IS NOT
      (SELECT hash FROM ${entity}_revisions WHERE id = NEW.id AND revision = NEW.revision - 1)
  BEGIN SELECT RAISE(ABORT, 'a revision follows the newest one'); END;

  CREATE TRIGGER ${entity}_revisions_newest AFTER INSERT ON ${entity}_revisions
  BEGIN UPDATE ${table} SET revision = NEW.revision WHERE id = NEW.id; END;

  ${appendOnly(`${entity}_revisions`)}`

const appendOnly = (table: string) => `
  CREATE TRIGGER ${table}_never_changed BEFORE UPDATE ON ${table}
  BEGIN SELECT RAISE(ABORT, '${table} are never changed'); END;

  CREATE TRIGGER ${table}_never_deleted BEFORE DELETE ON ${table}
  BEGIN SELECT RAISE(ABORT, '${table} are never deleted'); END;`

/** The archive's first tables: who it is, things with revisions, assets, imports. */
export const firstTables: Migration = {
  version: 10,
  name: 'first-tables',
  up(db) {
    db.exec(`
      CREATE TABLE archive (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        id TEXT NOT NULL,
        created_at TEXT NOT NULL,
        created_by TEXT NOT NULL
      ) STRICT;

      CREATE TABLE assets (
        hash TEXT PRIMARY KEY CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
        size INTEGER NOT NULL CHECK (size >= 0),
        author TEXT NOT NULL,
        at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      ${appendOnly('assets')}

      ${revisioned('publications', 'publication')}
      ${revisioned(
        'issues',
        'issue',
        `,
        publication_id TEXT NOT NULL REFERENCES publications (id) DEFERRABLE INITIALLY DEFERRED,
        date TEXT NOT NULL`,
      )}
      CREATE INDEX issues_by_date ON issues (date, publication_id);

      ${revisioned(
        'pages',
        'page',
        `,
        issue_id TEXT NOT NULL REFERENCES issues (id) DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL CHECK (number > 0)`,
      )}
      CREATE INDEX pages_by_number ON pages (issue_id, number);

      ${revisioned('articles', 'article')}

      ${revisioned(
        'pictures',
        'picture',
        `,
        asset TEXT NOT NULL REFERENCES assets (hash) DEFERRABLE INITIALLY DEFERRED`,
      )}
      CREATE INDEX pictures_by_asset ON pictures (asset);

      CREATE TABLE imports (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE CHECK (id <> ''),
        original TEXT NOT NULL REFERENCES assets (hash) DEFERRABLE INITIALLY DEFERRED,
        content TEXT NOT NULL CHECK (json_valid(content)),
        hash TEXT NOT NULL CHECK (length(hash) = 64),
        author TEXT NOT NULL,
        at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX imports_by_original ON imports (original);
      ${appendOnly('imports')}

      CREATE TABLE import_articles (
        import_id TEXT NOT NULL REFERENCES imports (id),
        position INTEGER NOT NULL CHECK (position >= 0),
        article_id TEXT NOT NULL REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (import_id, position)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX import_articles_by_article ON import_articles (article_id);
      ${appendOnly('import_articles')}
    `)
  },
}
