import { readSampleIssue } from '#resources/sample/issue/sample-issue.ts'
import { blockText } from '#shared/document/article.ts'

const HALF: Readonly<Record<string, string>> = {
  '，': ',',
  '。': '。',
  '；': ';',
  '：': ':',
  '（': '(',
  '）': ')',
  '？': '?',
}

/** For tests: copy of the sample issue as it would come out of a PDF page: half-width marks, a paragraph cut in two. */
export function rawPage(ids: readonly string[], cut = true): string {
  const { articles } = readSampleIssue()
  let cuts = cut ? 1 : 0
  const raw = (text: string): string => text.replace(/[，；：（）？]/g, (mark) => HALF[mark]!)
  return ids
    .map((id) => {
      const { headline, byline, body, source } = articles.get(id)!
      const blocks = body.map((block) => {
        const text = raw(blockText(block))
        if (block.type === 'subhead' || text.length < 80 || cuts-- <= 0) return text
        const at = text.slice(40).search(/\p{Script=Han}{4}/u) + 42
        return `${text.slice(0, at)}\n\n${text.slice(at)}`
      })
      const last = blocks.length - 1
      blocks[last] += raw(source)
      return [headline, ...(byline === '' ? [] : [`■ ${byline}`]), ...blocks].join('\n\n')
    })
    .join('\n\n\n')
}
