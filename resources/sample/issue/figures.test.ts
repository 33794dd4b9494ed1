import { describe, expect, it } from 'vitest'
import { partText } from '#shared/document/article.ts'
import { readSampleIssue } from './sample-issue.ts'

const { articles } = readSampleIssue()

/** The figures that a pattern's groups find in a story; a story that no longer says it fails by name. */
const figures = (id: string, pattern: RegExp): number[] => {
  const found = partText(articles.get(id)!, 'body').match(pattern)
  expect(found, `${id} no longer says ${pattern}`).not.toBeNull()
  return found!.slice(1).map(Number)
}
const sum = (numbers: number[]) => Math.round(numbers.reduce((total, n) => total + n, 0) * 1000) / 1000
const product = (numbers: number[]) => Math.round(numbers.reduce((total, n) => total * n, 1) * 1000) / 1000
const percent = (part: number, whole: number) => Math.round((part / whole) * 1000) / 10

describe('sample issue: figures that add up', () => {
  it('gives totals that are the sum of their parts', () => {
    const totals: [string, RegExp][] = [
      ['lead-ports', /节省费用(\d+)元，其中堆存费(\d+)元、短驳费(\d+)元、单证费(\d+)元/u],
      [
        'jump-certificates',
        /启动到拿证用时(\d+)天[\s\S]+?资料(\d+)天，排队等候(\d+)天，实验室检测(\d+)天，整改补正(\d+)天/u,
      ],
      ['jump-certificates', /平均用时(\d+)天.+准备资料(\d+)天、排队等候(\d+)天、检测(\d+)天、整改补正(\d+)天/u],
      [
        'jump-certificates',
        /^([\d.]+)万元的构成.+检测费([\d.]+)万元.+运费([\d.]+)万元.+资料费([\d.]+)万元.+复测费([\d.]+)万元/mu,
      ],
      ['lead-machine-tools', /总额(\d+)万元.+计(\d+)万元.+计(\d+)万元.+计(\d+)万元/u],
      ['data-port', /吞吐量：([\d.]+)万标箱.+外贸([\d.]+)万标箱.+内贸([\d.]+)万标箱/u],
      ['brief-warehouse-training', /共(\d+)学时，其中理论课(\d+)学时、实训课(\d+)学时/u],
    ]
    for (const [id, pattern] of totals) {
      const [total, ...parts] = figures(id, pattern)
      expect(sum(parts), `${id} ${pattern}`).toBe(total)
    }
    const [now, before, less] = figures('jump-certificates', /平均用时(\d+)天，比记者算出的(\d+)天少了(\d+)天/u)
    expect(before! - now!).toBe(less)
    const kinds = figures(
      'data-port',
      /占(\d+)%，农产品和水产品占(\d+)%，轻工产品占(\d+)%，化工产品占(\d+)%，其他货物占(\d+)%/u,
    )
    expect(sum(kinds)).toBe(100)
    expect(sum(figures('lead-machine-tools', /砺渠占(\d+)%.+衡槐占(\d+)%.+柘垣占(\d+)%/u))).toBe(100)
  })

  it('gives shares and changes in per cent that follow from the figures beside them', () => {
    const shares: [string, RegExp, RegExp][] = [
      ['lead-ports', /集装箱运量([\d.]+)万标箱/u, /冷藏箱([\d.]+)万标箱，占总运量的([\d.]+)%/u],
      ['lead-machine-tools', /产值([\d.]+)亿元/u, /其中出口([\d.]+)亿元.+占总产值的([\d.]+)%/u],
      ['data-port', /吞吐量：([\d.]+)万标箱/u, /外贸([\d.]+)万标箱，占([\d.]+)%/u],
      ['data-port', /吞吐量：([\d.]+)万标箱/u, /内贸([\d.]+)万标箱，占([\d.]+)%/u],
    ]
    for (const [id, whole, pattern] of shares) {
      const [part, share] = figures(id, pattern)
      expect(percent(part!, figures(id, whole)[0]!), `${id} ${pattern}`).toBe(share)
    }
    const [contract] = figures('lead-machine-tools', /总额(\d+)万元/u)
    for (const maker of ['砺渠', '衡槐', '柘垣']) {
      const [share, amount] = figures('lead-machine-tools', new RegExp(`${maker}占(\\d+)%，计(\\d+)万元`, 'u'))
      expect(percent(amount!, contract!), maker).toBe(share)
    }
    const changes: [string, RegExp, number][] = [
      ['second-warehouses', /由([\d.]+)元降到([\d.]+)元，降幅约(\d+)%/u, 0],
      ['brief-packaging', /由([\d.]+)千克降至([\d.]+)千克，减少(\d+)%/u, 0],
      ['brief-packaging', /由(\d+)箱增至(\d+)箱，增加(\d+)%/u, 0],
    ]
    for (const [id, pattern, digits] of changes) {
      const [before, after, change] = figures(id, pattern)
      expect(Number(percent(Math.abs(after! - before!), before!).toFixed(digits)), `${id} ${pattern}`).toBe(change)
    }
    const [sent, sentBefore, less] = figures('lead-machine-tools', /派员(\d+)次，比上年的(\d+)次减少(\d+)%/u)
    expect(percent(sentBefore! - sent!, sentBefore!)).toBe(less)
    const [was, is, points] = figures('second-warehouses', /的([\d.]+)%降至([\d.]+)%，下降([\d.]+)个百分点/u)
    expect(sum([was!, -is!])).toBe(points)
    const [stands, booked, rate] = figures('brief-exhibitions', /展位(\d+)个，截至5月8日已预订(\d+)个，预订率达(\d+)%/u)
    expect(percent(booked!, stands!)).toBe(rate)
    const [all, foreign, share] = figures('brief-exhibitions', /企业(\d+)家，其中境外企业(\d+)家，约占(\d+)%/u)
    expect(Math.round(percent(foreign!, all!))).toBe(share)
    const [students, passed, pass] = figures('brief-warehouse-training', /(\d+)名学员中有(\d+)人.+通过率为(\d+)%/u)
    expect(percent(passed!, students!)).toBe(pass)
  })

  it('gives products, spans of days and hours that can be counted after', () => {
    const [routes, runs, voyages, teu, each] = figures(
      'lead-ports',
      /(\d)条近洋快线每周各开行(\d)班，全年共开行(\d+)航次，完成集装箱运量([\d.]+)万标箱，平均每航次(\d+)标箱/u,
    )
    expect(product([routes!, runs!, 52])).toBe(voyages)
    expect(product([voyages!, each!, 1e-4])).toBe(teu)
    const [saved] = figures('lead-ports', /平均节省费用(\d+)元/u)
    const [money] = figures('lead-ports', /一年少付约(\d+)万元/u)
    expect(Math.round(saved! * teu!)).toBe(money)
    const [trucks, trips, total] = figures(
      'brief-driverless-trucks',
      /(\d+)辆车满负荷运行时，每车每日可完成短驳(\d+)趟，合计(\d+)趟/u,
    )
    expect(product([trucks!, trips!])).toBe(total)
    const [first, last] = figures('brief-fishing-harbour', /4月(\d+)日至(\d+)日/u)
    const [landed, daily] = figures('brief-fishing-harbour', /卸鱼(\d+)吨，日均(\d+)吨/u)
    expect((last! - first! + 1) * daily!).toBe(landed)
    const [turnover, price] = figures('brief-fishing-harbour', /交易额达([\d.]+)万元，平均每千克(\d+)元/u)
    expect(product([landed!, 1000, price!, 1e-4])).toBe(turnover)
    const [voyagesNow, teuNow, eachNow] = figures(
      'data-port',
      /(\d+)航次，完成运量([\d.]+)万标箱，平均每航次约(\d+)标箱/u,
    )
    expect(Math.round((teuNow! * 10_000) / voyagesNow!)).toBe(eachNow)

    const days = (from: number[], to: number[]) =>
      (Date.UTC(2026, to[0]! - 1, to[1]!) - Date.UTC(2026, from[0]! - 1, from[1]!)) / 86_400_000
    const circles = figures(
      'jump-certificates',
      /(\d+)月(\d+)日，旁边写着“送样”.+落在(\d+)月(\d+)日，写着“拿证”.+相隔(\d+)天/u,
    )
    expect(days(circles.slice(0, 2), circles.slice(2, 4))).toBe(circles[4])
    const again = figures('jump-certificates', /(\d+)月(\d+)日，常青岩又送出.+画在(\d+)月(\d+)日，距送样(\d+)天/u)
    expect(days(again.slice(0, 2), again.slice(2, 4))).toBe(again[4])

    const [start, end, length] = figures(
      'feature-blueberries',
      /日(\d+):00，云岫县[\s\S]+?次日(\d+):00超市开门之前，整整(\d+)小时/u,
    )
    expect(end! + 24 - start!).toBe(length)
  })
})
