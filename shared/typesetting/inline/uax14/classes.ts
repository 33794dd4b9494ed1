/**
 * The line breaking classes of UAX #14 (Unicode 17) as small integers, split where a rule needs more than Line_Break:
 * quotation marks by General_Category, complex-context letters by whether they are marks, the dotted circle, and
 * unassigned pictographs. One byte holds a class and, in its top bit, whether East_Asian_Width is F, W or H.
 */

export const BK = 0
export const CR = 1
export const LF = 2
export const NL = 3
export const SP = 4
export const ZW = 5
export const CB = 6
export const GL = 7
export const WJ = 8
export const CM = 9
export const ZWJ = 10
export const CL = 11
export const CP = 12
export const EX = 13
export const SY = 14
export const IS = 15
export const OP = 16
/** QU that is neither Pi nor Pf. */
export const QU = 17
/** QU with General_Category Pi. */
export const QU_PI = 18
/** QU with General_Category Pf. */
export const QU_PF = 19
export const NS = 20
export const CJ = 21
export const B2 = 22
export const HY = 23
export const HH = 24
export const BA = 25
export const BB = 26
export const HL = 27
export const AL = 28
export const AI = 29
export const SG = 30
export const XX = 31
/** SA that is not a mark; LB1 makes it AL. */
export const SA = 32
/** SA with General_Category Mn or Mc; LB1 makes it CM. */
export const SA_CM = 33
export const IN = 34
export const NU = 35
export const ID = 36
/** ID with Extended_Pictographic and General_Category Cn (LB30b). */
export const ID_PICT = 37
export const EB = 38
export const EM = 39
export const PR = 40
export const PO = 41
export const JL = 42
export const JV = 43
export const JT = 44
export const H2 = 45
export const H3 = 46
export const AK = 47
export const AP = 48
export const AS = 49
export const VF = 50
export const VI = 51
export const RI = 52
/** U+25CC DOTTED CIRCLE, which is AL but takes part in LB28a. */
export const AL_CIRCLE = 53
/** XX with Extended_Pictographic and General_Category Cn: AL by LB1, yet a base for LB30b. */
export const XX_PICT = 54
/** The start of text; never in the tables. */
export const SOT = 55

/** Low bits of a packed value: the class. */
export const CLASS_MASK = 0x3f
/** Top bit of a packed value: East_Asian_Width is Fullwidth, Wide or Halfwidth. */
export const EAST_ASIAN = 0x80

/** Line_Break short names by class number, the splits folded back. */
export const CLASS_NAMES = (
  'BK CR LF NL SP ZW CB GL WJ CM ZWJ CL CP EX SY IS OP QU QU QU NS CJ B2 HY HH BA BB HL AL AI SG XX SA SA IN NU ' +
  'ID ID EB EM PR PO JL JV JT H2 H3 AK AP AS VF VI RI AL XX'
).split(' ') as readonly LineBreakClass[]

/** A Line_Break property value (Unicode 17). */
export type LineBreakClass =
  | 'BK'
  | 'CR'
  | 'LF'
  | 'NL'
  | 'SP'
  | 'ZW'
  | 'CB'
  | 'GL'
  | 'WJ'
  | 'CM'
  | 'ZWJ'
  | 'CL'
  | 'CP'
  | 'EX'
  | 'SY'
  | 'IS'
  | 'OP'
  | 'QU'
  | 'NS'
  | 'CJ'
  | 'B2'
  | 'HY'
  | 'HH'
  | 'BA'
  | 'BB'
  | 'HL'
  | 'AL'
  | 'AI'
  | 'SG'
  | 'XX'
  | 'SA'
  | 'IN'
  | 'NU'
  | 'ID'
  | 'EB'
  | 'EM'
  | 'PR'
  | 'PO'
  | 'JL'
  | 'JV'
  | 'JT'
  | 'H2'
  | 'H3'
  | 'AK'
  | 'AP'
  | 'AS'
  | 'VF'
  | 'VI'
  | 'RI'
