const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const

/** Day of the week of a date as printed (YYYY-MM-DD), 0 for Sunday. Sakamoto's arithmetic; proleptic Gregorian. */
export function weekday(date: string): number {
  const [year, month, day] = numbers(date)
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0
  const y = month < 3 ? year - 1 : year
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7
}

/** 星期二 */
export const chineseWeekday = (date: string): string => WEEKDAYS[weekday(date)] ?? ''

/** 2026年5月12日: figures without leading zeros, as mainland papers print it (GB/T 15835). */
export function chineseDate(date: string): string {
  const [year, month, day] = numbers(date)
  return `${year}年${month}月${day}日`
}

/** Whether the date exists: 2026-02-29 does not. */
export function isCalendarDate(date: string): boolean {
  const [year, month, day] = numbers(date)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}

function numbers(date: string): [number, number, number] {
  const parts = date.split('-').map(Number)
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0]
}
