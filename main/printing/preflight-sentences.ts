import { fill, type UiLanguage, type Words } from '#shared/contract/sentences.ts'
import type { Finding, PreflightCode } from './preflight/rules.ts'

/** What a person reads for each preflight finding: what, where, what to do. Places are points from the trim's corner. */
const SENTENCES: Readonly<Record<PreflightCode, Words>> = {
  FILE_DAMAGED: {
    'zh-CN': '写出的 PDF 读不通（{what}），请重新输出；再次出现请报告程序故障。',
    en: 'The PDF written cannot be read through ({what}); export again, and report the fault if it comes back.',
  },
  WRONG_VERSION: {
    'zh-CN': 'PDF 版本为 {version}，超出本输出标准所允许的版本。',
    en: 'The PDF version is {version}, newer than the chosen standard allows.',
  },
  ENCRYPTED: {
    'zh-CN': 'PDF 被加密，印厂无法处理，请输出不加密的文件。',
    en: 'The PDF is encrypted and cannot be printed from; export it without encryption.',
  },
  NO_FILE_ID: { 'zh-CN': 'PDF 缺少文件标识（ID）。', en: 'The PDF lacks its file identifier (ID).' },
  INFO_INCOMPLETE: {
    'zh-CN': 'PDF 的文档信息缺少“{key}”。',
    en: "The PDF's document information lacks {key}.",
  },
  TRAPPED_UNCLEAR: {
    'zh-CN': 'PDF 没有说明是否做过陷印（Trapped）。',
    en: 'The PDF does not say whether it has been trapped.',
  },
  CLAIM_MISSING: { 'zh-CN': 'PDF 没有标明符合 {claim}。', en: 'The PDF does not state that it follows {claim}.' },
  XMP_MISSING: { 'zh-CN': 'PDF 缺少 XMP 元数据。', en: 'The PDF lacks XMP metadata.' },
  XMP_CLAIM_MISSING: {
    'zh-CN': 'PDF 的 XMP 元数据没有标明 PDF/X-4。',
    en: "The PDF's XMP metadata does not state PDF/X-4.",
  },
  XMP_INCOMPLETE: {
    'zh-CN': 'PDF 的 XMP 元数据缺少“{key}”，或与文档信息不一致。',
    en: "The PDF's XMP metadata lacks {key}, or disagrees with the document information.",
  },
  XMP_PACKED: {
    'zh-CN': 'PDF 的 XMP 元数据被压缩，有的印厂系统读不到。',
    en: "The PDF's XMP metadata is compressed; some prepress systems will not find it.",
  },
  OUTPUT_INTENT_COUNT: {
    'zh-CN': 'PDF 应有且只有一个印刷输出意图，现有 {intents} 个。',
    en: 'The PDF must have exactly one print output intent; it has {intents}.',
  },
  OUTPUT_CONDITION_MISSING: {
    'zh-CN': 'PDF 没有写明印刷条件。',
    en: 'The PDF does not name its printing condition.',
  },
  PROFILE_NOT_EMBEDDED: {
    'zh-CN': 'PDF 没有嵌入输出色彩特性文件。',
    en: 'The output profile is not embedded in the PDF.',
  },
  PROFILE_NOT_FOR_OUTPUT: {
    'zh-CN': '嵌入的色彩特性文件不是印刷输出特性（{kind}），请在设置里换一个。',
    en: 'The embedded profile is no output profile ({kind}); choose another in the settings.',
  },
  PROFILE_NOT_CMYK: {
    'zh-CN': '嵌入的色彩特性文件不是 CMYK（{inks}），请在设置里换一个。',
    en: 'The embedded profile is not CMYK ({inks}); choose another in the settings.',
  },
  PROFILE_TOO_NEW: {
    'zh-CN': '色彩特性文件是第 {version} 版，本输出标准不接受，请换用旧版或改用 PDF/X-4。',
    en: 'The profile is of ICC version {version}, which this standard does not take; use an older one or PDF/X-4.',
  },
  PROFILE_DIFFERS: {
    'zh-CN': '嵌入的色彩特性文件与图片转换所用的不是同一个，请重新输出。',
    en: 'The embedded profile is not the one the pictures were converted with; export again.',
  },
  TRIM_BOX_UNCLEAR: {
    'zh-CN': '第{page}版没有明确的成品框。',
    en: 'Page {page} has no clear trim box.',
  },
  BOXES_NOT_NESTED: {
    'zh-CN': '第{page}版的成品框、出血框、页面框没有依次套住。',
    en: "Page {page}'s trim, bleed and media boxes are not inside one another.",
  },
  CROP_BOX: {
    'zh-CN': '第{page}版带有裁剪框，印厂会看不到版外标记。',
    en: 'Page {page} has a crop box that hides its marks.',
  },
  USER_UNIT: {
    'zh-CN': '第{page}版改了度量单位（UserUnit）。',
    en: 'Page {page} changes its unit of length (UserUnit).',
  },
  PAGE_TURNED: {
    'zh-CN': '版面被旋转，或各版成品尺寸不一。',
    en: 'A page is rotated, or the pages differ in trim size.',
  },
  BLEED_MISSING: {
    'zh-CN': '第{page}版有内容到了裁切边却没有做足 3 毫米出血（{x}, {y}）。',
    en: 'On page {page} something reaches the trim without 3 mm of bleed ({x}, {y}).',
  },
  PAGE_EMPTY: { 'zh-CN': '第{page}版是空白的。', en: 'Page {page} is blank.' },
  COLOUR_NOT_CMYK: {
    'zh-CN': '文件里有 CMYK 以外的颜色（{space}），请转换后再输出。',
    en: 'The file holds colour other than CMYK ({space}); convert it first.',
  },
  SPOT_COLOUR: {
    'zh-CN': '文件里有专色“{ink}”，报纸印刷不能用。',
    en: 'The file uses the spot colour "{ink}", which newspapers are not printed with.',
  },
  MARKS_ON_PAGE: {
    'zh-CN': '第{page}版的裁切或套准标记落进了版面（{x}, {y}）。',
    en: 'Printing marks fall inside the bleed of page {page} ({x}, {y}).',
  },
  TRANSPARENCY: {
    'zh-CN': '文件里有透明效果，PDF/X-1a 不允许；请拼合后再输出，或改用 PDF/X-4。',
    en: 'The file uses transparency, which PDF/X-1a forbids; flatten it or use PDF/X-4.',
  },
  GROUP_NOT_CMYK: {
    'zh-CN': '文件里的透明组不是按 CMYK 混合的。',
    en: 'A transparency group of the file does not blend in CMYK.',
  },
  ACTIONS: {
    'zh-CN': '文件里有脚本、动作或表单（{key}），不能付印。',
    en: 'The file holds scripts, actions or form fields ({key}) and cannot be printed from.',
  },
  LAYERS: { 'zh-CN': '文件里有图层设置，不能付印。', en: 'The file holds layers and cannot be printed from.' },
  FILTER_FORBIDDEN: {
    'zh-CN': '文件用了本输出标准不允许的压缩方式（{filter}）。',
    en: 'The file uses a way of packing ({filter}) that the standard forbids.',
  },
  POSTSCRIPT: { 'zh-CN': '文件里夹有 PostScript 代码。', en: 'The file holds PostScript code.' },
  TRANSFER_CURVE: {
    'zh-CN': '文件里有传递曲线，会改变印出的深浅。',
    en: 'The file holds transfer curves, which change what is printed.',
  },
  ANNOTATION: {
    'zh-CN': '第{page}版的版面上有批注，请去掉后再输出。',
    en: 'Page {page} carries annotations inside the bleed; remove them.',
  },
  FONT_NOT_EMBEDDED: {
    'zh-CN': '第{page}版的字体“{font}”没有嵌入，印厂会换成别的字。',
    en: 'The font "{font}" on page {page} is not embedded and would be replaced.',
  },
  FONT_NOT_SUBSET: {
    'zh-CN': '第{page}版的字体“{font}”没有按用字裁剪。',
    en: 'The font "{font}" on page {page} is not a subset.',
  },
  FONT_WITHOUT_TEXT: {
    'zh-CN': '第{page}版的字体“{font}”不带文字对照，印出的字无法核对。',
    en: 'The font "{font}" on page {page} has no map to text, so what is printed cannot be checked.',
  },
  FONT_KIND: {
    'zh-CN': '第{page}版的字体“{font}”是不适合付印的类型。',
    en: 'The font "{font}" on page {page} is of a kind unfit for print.',
  },
  FONT_FORBIDS_EMBEDDING: {
    'zh-CN': '第{page}版的字体“{font}”缺失、损坏或不允许嵌入 PDF，请换一种字体。',
    en: 'The font "{font}" on page {page} is missing, broken or not allowed in a PDF; use another.',
  },
  NOTDEF_PRINTED: {
    'zh-CN': '第{page}版有字印成了空框（{x}, {y}），字体里没有这个字。',
    en: 'A character on page {page} prints as an empty box ({x}, {y}); the font lacks it.',
  },
  GLYPH_REPLACED: {
    'zh-CN': '第{page}版有字的字形与字体文件不符（{x}, {y}），请重新输出；再次出现请报告程序故障。',
    en: 'A character on page {page} has another shape than its font gives it ({x}, {y}); export again, and report the fault if it comes back.',
  },
  BLACK_TEXT_KNOCKS_OUT: {
    'zh-CN': '第{page}版有 {size} 点黑字没有设成压印，套印不准会露白（{x}, {y}）。',
    en: 'Black text of {size} pt on page {page} does not overprint ({x}, {y}); misregister would show white.',
  },
  SMALL_COLOURED_TEXT: {
    'zh-CN': '第{page}版有 {size} 点的多色字，小于 10 点容易套不准（{x}, {y}）。',
    en: 'Text of {size} pt on page {page} is printed in several inks ({x}, {y}); below 10 pt it will not register.',
  },
  RICH_BLACK_TEXT: {
    'zh-CN': '第{page}版有四色黑字，请改为单黑（{x}, {y}）。',
    en: 'Text on page {page} is black made of four inks ({x}, {y}); use black only.',
  },
  WHITE_TEXT_OVERPRINTS: {
    'zh-CN': '第{page}版的反白字被设成压印，会印不出来（{x}, {y}）。',
    en: 'Reversed text on page {page} is set to overprint and would vanish ({x}, {y}).',
  },
  SMALL_REVERSED_TEXT: {
    'zh-CN': '第{page}版有 {size} 点的反白字，小于 10 点容易糊掉（{x}, {y}）。',
    en: 'Reversed text of {size} pt on page {page} ({x}, {y}); below 10 pt it fills in.',
  },
  GRAY_TEXT: {
    'zh-CN': '第{page}版有按灰度设色的小字，请改为单黑（{x}, {y}）。',
    en: 'Small text on page {page} is set in device gray ({x}, {y}); use black ink.',
  },
  WHITE_OVERPRINTS: {
    'zh-CN': '第{page}版有白色图形被设成压印，会印不出来（{x}, {y}）。',
    en: 'White artwork on page {page} is set to overprint and would vanish ({x}, {y}).',
  },
  COLOURED_LINE_THIN: {
    'zh-CN': '第{page}版有 {width} 点的彩色或反白细线，应不细于 0.25 点（{x}, {y}）。',
    en: 'A coloured or white line on page {page} is {width} pt thin ({x}, {y}); it needs 0.25 pt.',
  },
  BLACK_LINE_KNOCKS_OUT: {
    'zh-CN': '第{page}版有黑线没有设成压印（{x}, {y}）。',
    en: 'A black line on page {page} does not overprint ({x}, {y}).',
  },
  LINE_THIN: {
    'zh-CN': '第{page}版有 {width} 点的细线，应不细于 0.25 点（{x}, {y}）。',
    en: 'A line on page {page} is {width} pt thin ({x}, {y}); it needs 0.25 pt.',
  },
  PICTURE_COARSE: {
    'zh-CN': '第{page}版的图片只有 {ppi} ppi，请换大图或缩小版面尺寸（{x}, {y}）。',
    en: 'A picture on page {page} has only {ppi} ppi ({x}, {y}); use a larger file or print it smaller.',
  },
  PICTURE_OVERSAMPLED: {
    'zh-CN': '第{page}版的图片有 {ppi} ppi，新闻纸用不到这么细（{x}, {y}）。',
    en: 'A picture on page {page} has {ppi} ppi ({x}, {y}), more than newsprint can show.',
  },
  INK_HEAVY: {
    'zh-CN': '第{page}版有 15 毫米见方的地方平均墨量达 {percent}%，上限 {limit}%，会粘脏。',
    en: 'A 15 mm square of page {page} carries {percent} % ink on average; {limit} % is the limit before it sets off.',
  },
  INK_OVER_PROFILE: {
    'zh-CN': '第{page}版有 {area} 平方毫米的墨量超过 {limit}%。',
    en: '{area} mm² of page {page} carry more than {limit} % ink.',
  },
  TEXT_DIFFERS: {
    'zh-CN': '《{headline}》印出的文字与稿件不一致（第{page}版，第 {offset} 字起：应为“{expected}”，实为“{found}”）。',
    en: 'The printed text of "{headline}" differs from the article (page {page}, from character {offset}: "{expected}" expected, "{found}" found).',
  },
  GLYPHS_MOVED: {
    'zh-CN': '第{page}版写出的字与排好的版面位置不符（{x}, {y}），请重新输出；再次出现请报告程序故障。',
    en: 'Characters written on page {page} do not stand where they were set ({x}, {y}); export again, and report the fault if it comes back.',
  },
  MISSING_GLYPH: {
    'zh-CN': '第{page}版《{headline}》里的“{character}”（{codePoint}）字体里没有，请换字或换字体。',
    en: 'No font has "{character}" ({codePoint}) in "{headline}" on page {page}; change the character or the font.',
  },
  OVERSET: {
    'zh-CN': '《{headline}》溢文 {lines} 行 {characters} 字，没有排上，请删减或扩版位。',
    en: '"{headline}" is overset by {lines} lines, {characters} characters, which are not printed; cut it or give it room.',
  },
  PICTURE_MISSING: {
    'zh-CN': '第{page}版缺少图片，请重新取图或撤下图位。',
    en: 'A picture on page {page} is missing; fetch it again or take its place off the page.',
  },
  TEXT_COVERED: {
    'zh-CN': '第{page}版《{headline}》的文字被图片或底色盖住（“{text}”，{x}, {y}），请移开。',
    en: 'Text of "{headline}" on page {page} lies under a picture or panel ("{text}", {x}, {y}); move one of them.',
  },
  ARTICLE_NOT_PLACED: {
    'zh-CN': '有稿件没有排进第{page}版。',
    en: 'An article of page {page} has not been placed.',
  },
}

/** The sentence for a finding; which page is part of it where a page is concerned. */
export const preflightSentence = (finding: Finding, language: UiLanguage): string =>
  fill(SENTENCES[finding.code][language], { page: finding.page, ...finding.details })
