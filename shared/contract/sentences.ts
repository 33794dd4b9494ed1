import type { Failure, FailureCode } from './failure.ts'

/** Languages of the interface. Simplified Chinese comes first. */
export type UiLanguage = 'zh-CN' | 'en'

/** The same words in every language of the interface; a sentence has `{name}` where a detail goes. */
export type Words = Readonly<Record<UiLanguage, string>>

/**
 * What a person reads for each failure: what happened, to what, what to do. A detail that the failure does not carry
 * leaves its place empty, so that a sentence never shows a brace.
 */
const SENTENCES: Readonly<Record<FailureCode, Words>> = {
  FILE_NOT_FOUND: {
    'zh-CN': '找不到文件“{file}”，请核对文件名和所在文件夹。',
    en: 'The file "{file}" does not exist; check its name and folder.',
  },
  FILE_UNREADABLE: {
    'zh-CN': '文件“{file}”读不出来，请检查访问权限，或确认它没有被其他程序占用。',
    en: 'The file "{file}" cannot be read; check its permissions and that no other program holds it.',
  },
  FILE_EMPTY: {
    'zh-CN': '文件“{file}”是空的，没有可以导入的文字。',
    en: 'The file "{file}" is empty; there is no text to import.',
  },
  FILE_BINARY: {
    'zh-CN': '“{file}”不是文本文件，请先把版面文字另存为 .txt 再导入。',
    en: '"{file}" is not a text file; save the text of the page as .txt first.',
  },
  FILE_TOO_LARGE: {
    'zh-CN': '“{file}”太大（{megabytes} MB），一个版的文字不超过 {limit} MB，请拆开后再导入。',
    en: '"{file}" is too large ({megabytes} MB); the text of a page may have up to {limit} MB. Split it and import the parts.',
  },
  ENCODING_UNKNOWN: {
    'zh-CN': '认不出“{file}”的文字编码，请用 --encoding 指明，例如 --encoding gb18030。',
    en: 'The encoding of "{file}" is not recognised; name it with --encoding, for example --encoding gb18030.',
  },
  ENCODING_MISMATCH: {
    'zh-CN': '“{file}”不是 {encoding} 编码，请换一种编码，或不指明编码由程序识别。',
    en: '"{file}" is not {encoding} text; name another encoding, or leave it to be recognised.',
  },
  NO_ARTICLES_FOUND: {
    'zh-CN': '“{file}”里没有找到稿件，请确认它是版面的文字。',
    en: 'No article was found in "{file}"; make sure it is the text of a page.',
  },
  COPY_NOT_ACCOUNTED_FOR: {
    'zh-CN': '“{file}”里有文字对不上（“{text}”附近），为防丢字没有导入；请把这个文件交给我们查明。',
    en: 'Some of the text of "{file}" cannot be accounted for (near "{text}"), so nothing was imported and nothing lost; please report the file.',
  },
  ARCHIVE_NOT_FOUND: {
    'zh-CN': '没有资料库“{path}”，请核对文件夹。',
    en: 'There is no archive at "{path}"; check the folder.',
  },
  ARCHIVE_NOT_AN_ARCHIVE: {
    'zh-CN': '文件夹“{path}”不是版心资料库，里面的东西没有动过；请另选文件夹。',
    en: 'The folder "{path}" is not a Banxin archive and nothing in it was touched; choose another folder.',
  },
  ARCHIVE_NEWER: {
    'zh-CN':
      '资料库“{path}”由更新的版本建立（格式 {archiveVersion}，本程序最高支持 {programVersion}），请升级程序后再打开。',
    en: 'The archive "{path}" was made by a newer version (format {archiveVersion}; this program reads up to {programVersion}). Update the program to open it.',
  },
  ARCHIVE_IN_USE: {
    'zh-CN': '资料库“{path}”正在使用（{host} 上的进程 {pid}），请先关闭那边再打开。',
    en: 'The archive "{path}" is in use (process {pid} on {host}); close it there first.',
  },
  ARCHIVE_DAMAGED: {
    'zh-CN': '资料库“{path}”有损坏，没有写入任何内容；请运行 verify 查明，并从最近的备份恢复。',
    en: 'The archive "{path}" is damaged and nothing was written; run verify to see where, and restore the newest backup.',
  },
  ARCHIVE_READ_ONLY: {
    'zh-CN': '资料库“{path}”不能写入，请检查文件夹的访问权限。',
    en: 'The archive "{path}" cannot be written to; check the permissions of the folder.',
  },
  DISK_FULL: {
    'zh-CN': '磁盘已满，“{path}”没有写成，原有内容完好；请腾出空间后重做。',
    en: 'The disk is full: "{path}" was not written and what was there is unharmed. Free some space and try again.',
  },
  CONFLICT: {
    'zh-CN': '内容已被 {currentAuthor} 改过（第 {currentRevision} 稿），你的改动没有覆盖它；请在新稿上重做。',
    en: '{currentAuthor} has changed it meanwhile (revision {currentRevision}); your change did not overwrite it. Make it again on the new revision.',
  },
  NOT_FOUND: {
    'zh-CN': '资料库里没有“{id}”。',
    en: 'The archive has no "{id}".',
  },
  ASSET_MISSING: {
    'zh-CN': '资料库缺少文件 {asset}，请从备份补回。',
    en: 'The archive lacks the file {asset}; bring it back from a backup.',
  },
  ASSET_DAMAGED: {
    'zh-CN': '资料库里的文件 {asset} 已损坏，请从备份恢复。',
    en: 'The file {asset} in the archive is damaged; restore it from a backup.',
  },
  ISSUE_NOT_FOUND: {
    'zh-CN': '资料库里没有 {date} 这一期，请核对日期（形如 2026-05-12）。',
    en: 'The archive has no issue of {date}; check the date (as in 2026-05-12).',
  },
  PAGE_NOT_FOUND: {
    'zh-CN': '{date} 这一期没有第{page}版。',
    en: 'The issue of {date} has no page {page}.',
  },
  PAGE_EMPTY: {
    'zh-CN': '第{page}版还没有稿件，没有可以输出的内容。',
    en: 'Page {page} has no articles yet; there is nothing to export.',
  },
  STYLE_UNKNOWN: {
    'zh-CN': '段落样式“{style}”继承的“{basedOn}”不存在，请在样式表里另选一个上级样式。',
    en: 'The paragraph style "{style}" is based on "{basedOn}", which does not exist; choose another style to base it on.',
  },
  STYLE_CYCLE: {
    'zh-CN': '段落样式互相继承，绕成了圈：{path}；请给其中一个另选上级样式。',
    en: 'Paragraph styles are based on one another in a circle: {path}; base one of them on another style.',
  },
  FONT_BROKEN: {
    'zh-CN': '字体“{font}”缺失或已损坏，请重新安装。',
    en: 'The font "{font}" is missing or broken; install it again.',
  },
  FONT_EMBEDDING_FORBIDDEN: {
    'zh-CN': '字体“{font}”不允许嵌入 PDF，请换一种字体。',
    en: 'The font "{font}" does not allow embedding in PDF; use another font.',
  },
  FONT_KEY_BAD: {
    'zh-CN': '“{font}”不能用作字体的名字：请用 40 个以内的字母、汉字、数字和 - _ . ，并且不与随程序提供的字体重名。',
    en: '"{font}" cannot name a font: use up to 40 letters, Chinese characters, figures and - _ . and not the name of a font that comes with the program.',
  },
  FONT_KEY_TAKEN: {
    'zh-CN': '名字“{font}”已经用于字体“{name}”，请另取名字；确要替换请加 --replace。',
    en: 'The name "{font}" already stands for the font "{name}"; choose another, or add --replace to put this one in its place.',
  },
  PICTURE_UNREADABLE: {
    'zh-CN': '图片“{file}”读不出来，文件可能不完整或格式不对，请重新取图。',
    en: 'The picture "{file}" cannot be read: the file may be cut off or of another format. Fetch it again.',
  },
  PICTURE_TOO_LARGE: {
    'zh-CN': '图片“{file}”尺寸过大（{width}×{height} 像素），请缩小后再用。',
    en: 'The picture "{file}" is too large ({width} × {height} pixels); make it smaller first.',
  },
  PROFILE_BROKEN: {
    'zh-CN': '“{file}”不是可用的印刷色彩特性文件（需要 CMYK 输出特性）。',
    en: '"{file}" is no usable press profile (a CMYK output profile is needed).',
  },
  OUTPUT_NOT_WRITABLE: {
    'zh-CN': '不能写入“{path}”，请检查文件夹是否存在、是否有权限。',
    en: 'Cannot write to "{path}"; check that the folder exists and may be written to.',
  },
  PREFLIGHT_BLOCKED: {
    'zh-CN': '印前检查有 {errors} 处必须先改，没有输出。',
    en: 'Nothing was exported: preflight found {errors} faults that must be mended first.',
  },
  TAIL_LOST: {
    'zh-CN':
      '《{headline}》印出的文字与资料库不一致（第{page}版，第 {offset} 字起：应为“{expected}”，实为“{found}”），没有输出。',
    en: 'Nothing was exported: the printed text of "{headline}" differs from the archive (page {page}, from character {offset}: "{expected}" expected, "{found}" found).',
  },
  BAD_REQUEST: {
    'zh-CN': '{what}',
    en: '{what}',
  },
  CANCELLED: { 'zh-CN': '已取消，没有写入任何内容。', en: 'Cancelled; nothing was written.' },
  NODE_TOO_OLD: {
    'zh-CN': '需要 Node.js {needed} 或更新的版本（现为 {found}），请用 npm run 启动。',
    en: 'Node.js {needed} or newer is needed (this is {found}); start through npm run.',
  },
  INTERNAL: {
    'zh-CN': '程序内部出错（{error}），已有内容没有改动。',
    en: 'Something went wrong inside the program ({error}); what was there is unchanged.',
  },
}

/** Where a failure's detail `reason` says more than the code does, the sentence says it too. */
const REASONS: Partial<Record<FailureCode, Readonly<Record<string, Words>>>> = {
  FONT_BROKEN: {
    empty: {
      'zh-CN': '字体文件“{font}”是空的，请重新取得这个文件。',
      en: 'The font file "{font}" is empty; fetch it again.',
    },
    'too-large': {
      'zh-CN': '字体文件“{font}”超过 256 MB，请只取需要的字体。',
      en: 'The font file "{font}" is larger than 256 MB; take only the fonts that are needed.',
    },
    'not-a-font': {
      'zh-CN': '“{font}”不是字体文件，请选用 TTF、OTF 或 TTC 文件。',
      en: '"{font}" is not a font file; choose a TTF, OTF or TTC file.',
    },
    'web-font': {
      'zh-CN': '“{font}”是网页字体（WOFF），不能用于印刷，请改用同一字体的 TTF 或 OTF 文件。',
      en: '"{font}" is a web font (WOFF), which is not for print; use the TTF or OTF file of the same font.',
    },
    type1: {
      'zh-CN': '“{font}”是 Type 1 等旧格式字体，请改用 TTF 或 OTF 文件。',
      en: '"{font}" is a font of an old format (Type 1); use a TTF or OTF file.',
    },
    truncated: {
      'zh-CN': '字体文件“{font}”不完整，后面一段缺失，请重新取得这个文件。',
      en: 'The font file "{font}" is cut off: its end is missing. Fetch it again.',
    },
    overlap: {
      'zh-CN': '字体文件“{font}”的内部表（{table}）互相重叠，不能使用，请向字体厂商重新索取。',
      en: 'Tables inside the font file "{font}" overlap ({table}), so it cannot be used; ask its maker for a sound one.',
    },
    'table-missing': {
      'zh-CN': '字体文件“{font}”缺少必需的内部表（{table}），不能使用，请向字体厂商重新索取。',
      en: 'The font file "{font}" lacks a table it needs ({table}); ask its maker for a sound one.',
    },
    'table-bad': {
      'zh-CN': '字体文件“{font}”的内部表（{table}）有错，不能使用，请向字体厂商重新索取。',
      en: 'A table of the font file "{font}" is wrong ({table}), so it cannot be used; ask its maker for a sound one.',
    },
    'no-outlines': {
      'zh-CN': '字体“{font}”没有可以印刷的轮廓（点阵字体或 CFF2 可变字体），请换一种字体。',
      en: 'The font "{font}" has no outlines that can be printed (a bitmap or CFF2 variable font); use another font.',
    },
    'no-unicode': {
      'zh-CN': '字体“{font}”没有 Unicode 字符对照表，文字找不到对应的字形，请换用较新的版本。',
      en: 'The font "{font}" has no Unicode character map, so text cannot find its glyphs; use a newer version.',
    },
    'no-such-face': {
      'zh-CN': '字体文件“{font}”里没有第 {face} 号字体，请用 --face 另选。',
      en: 'The font file "{font}" has no face {face}; choose another with --face.',
    },
    'not-printable': {
      'zh-CN': '字体“{font}”不能截取用到的字写入 PDF（文件太大，或内部有错），请换一种字体。',
      en: 'The used characters of the font "{font}" cannot be put into a PDF (the file is too large, or wrong inside); use another font.',
    },
    'unknown-key': {
      'zh-CN': '样式“{style}”用的字体“{font}”没有装入资料库，请先用 fonts add 装入，或给样式另选字体。',
      en: 'The style "{style}" uses the font "{font}", which is not in the archive; add it with fonts add, or choose another font for the style.',
    },
  },
  NOT_FOUND: {
    style: {
      'zh-CN': '没有“{id}”这个样式，例如 body（正文）、headline（标题）、deck（副题）、caption（图片说明）。',
      en: 'There is no style "{id}"; there are body, headline, kicker, deck, byline, subhead, caption and others.',
    },
  },
  FONT_EMBEDDING_FORBIDDEN: {
    restricted: {
      'zh-CN': '字体“{font}”的授权不允许嵌入 PDF，不能用于出报，请换一种字体，或向字体厂商购买嵌入授权。',
      en: 'The licence of the font "{font}" does not allow embedding in PDF; use another font, or buy that right from its maker.',
    },
    'no-subsetting': {
      'zh-CN': '字体“{font}”只允许整套嵌入，不允许截取用到的字，请换一种字体。',
      en: 'The font "{font}" may only be embedded whole, not the used characters alone; use another font.',
    },
    'bitmap-only': {
      'zh-CN': '字体“{font}”只允许嵌入点阵，不允许嵌入轮廓，请换一种字体。',
      en: 'The font "{font}" allows only its bitmaps to be embedded, not its outlines; use another font.',
    },
  },
}

const template = ({ code, details: { reason } }: Failure): Words => {
  const reasons = REASONS[code]
  return reasons && typeof reason === 'string' && Object.hasOwn(reasons, reason) ? reasons[reason]! : SENTENCES[code]
}

/** Fills a template; places without a detail become empty. */
export function fill(template: string, details: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(Object.hasOwn(details, name) ? details[name] : ''))
}

/** The sentence a person reads for a failure. */
export const sentence = (failure: Failure, language: UiLanguage): string =>
  fill(template(failure)[language], failure.details)
