import { BLANK, HAN } from '../../text/index.ts'

/** Family names that make a two- or three-character word a likely person; the hundred commonest and some more. */
const FAMILY =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟'
const DOUBLE = '(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|百里|南宫|呼延|欧阳)'

/** A Chinese or transliterated personal name, nothing else. */
const NAME = new RegExp(
  `^(?:[${FAMILY}][${HAN}]{1,2}|[${FAMILY}]{2}[${HAN}]{2}|${DOUBLE}[${HAN}]{1,2}|[${HAN}]{1,10}[·•・‧][${HAN}·•・‧]{1,20})$`,
  'u',
)

/** Whether a word can be a person's name: family name and one or two characters, or a foreign name with its dot. */
export const isName = (word: string): boolean => NAME.test(word)

const SPREAD = new RegExp(`(?<![${HAN}])([${FAMILY}])[${BLANK}]+([${HAN}])(?![${HAN}])`, 'gu')

/** 张　三 set apart to match longer names in a list is one name. */
export const closeSpreadNames = (text: string): string => text.replace(SPREAD, '$1$2')

const CALLED = new RegExp(`^[${HAN}]{1,2}(?:在|说|表示|介绍|指出|认为|告诉|强调|透露|坦言)`, 'u')
const ENDS_IN_FAMILY = new RegExp(`[${FAMILY}]$`, 'u')

/** Whether a person's name seems divided: a family name ends one text, a given name that speaks begins the other. */
export const dividesName = (before: string, after: string): boolean =>
  ENDS_IN_FAMILY.test(before) && CALLED.test(after.slice(0, 6))
