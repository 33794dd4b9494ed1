/**
 * Words of trade and city news that the phrase model reads as two, kept whole in headlines besides the house's own list
 * of names. Only words whose characters do not meet otherwise: 中国家 would be wrong here, since 我们国家 holds it.
 */
export const WORDS: readonly string[] = `
酒店 课堂 种植 新高 新低 海外仓 保税仓 云仓 检验台 平方米 立方米 平方公里 订单 果农 菜农 瓜农 茶农 数据 数据港 国产 攻克 措施 评估 细则 明确
游客 变身 面积 蓝莓 发布 瘦身 出台 综试区 自贸区 自贸港 自贸试验区 集装箱 集卡 桥吊 岸桥 龙门吊 堆场 冷链 专列 专机 班列 航线 货轮 邮轮
打卡 网红 直播 带货 电商 外贸 内贸 商协会 贸促会 进博会 广交会 服贸会 消博会 链博会 投洽会 展会 展商 采购商 供应商 经销商 侨商 台商
关税 税率 税则 汇率 利率 债券 股市 楼市 车市 油价 电价 粮价 房价 工资 社保 医保 养老 托育 学位 校园 高考 中考 考生 家长 班主任 老师傅
机床 数控 芯片 光伏 风电 储能 锂电 充电桩 氢能 无人机 机器人 大模型 人工智能 数字化 智能化 低空经济 夜经济 首店 老字号 新国标 快递盒
产业链 供应链 价值链 生态圈 朋友圈 示范区 先行区 开发区 保税区 合作区 经开区 高新区 加工贸易 负面清单 营商环境 一带一路
调解 仲裁 公证 商标 专利 侵权 维权 立案 判决 查处 通报 约谈 整改 督查 暴雨 台风 汛期 防汛 抗旱 地震 救援 值守
冷藏 冷藏箱 灯火通明 凌晨 清零 迎来 覆盖
揭牌 挂牌 开工 竣工 封顶 通车 试航 首航 启航 启程 靠泊 离港 抵港 上岸 下水 起锚 返航 落户 落地 投产 达产 扩产 增产 减产 停产
`
  .split(/\s+/)
  .filter((word) => word.length > 0)
