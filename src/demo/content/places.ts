import { listOf, readTable } from '../table.ts';

/** 清溪镇 is invented; so are its division code (no county has 9901) and its telephone number. */
export const TOWNSHIP = {
  name: '清溪镇',
  divisionCode: '519901101000',
  congressName: '清溪镇人民代表大会',
  presidiumName: '清溪镇人民代表大会主席团',
  address: '清溪镇清溪大道18号镇人大办公室',
  phone: '0800-6620018',
};

export const TERM = { number: 19, startOn: '2025-05-15', endOn: '2030-05-14' };

/** 文号字头 */
export const DOCUMENT_PREFIX = '清镇人大';

export const ELECTED_ON = '2025-04-26';
/** At the end of the first session. */
export const OATH_ON = '2025-05-16';
export const OATH_TEXT =
  '我宣誓：忠于中华人民共和国宪法，维护宪法权威，履行法定职责，忠于祖国、忠于人民，恪尽职守、廉洁奉公，接受人民监督，为建设富强民主文明和谐美丽的社会主义现代化强国努力奋斗！';

/** One to three deputies each (选举法 art. 25), sixty together. */
export const DISTRICTS = readTable(
  ['number', 'name', 'villages', 'seats', 'delegation', 'group', 'calls'],
  `
  # calls: 联系村, where the places themselves are no villages
  1 | 东街选区 | 东街社区 | 3 | 第一代表团 | 城镇代表小组 |
  2 | 西街选区 | 西街社区 | 3 | 第一代表团 | 城镇代表小组 |
  3 | 文昌选区 | 文昌社区 | 2 | 第一代表团 | 城镇代表小组 |
  4 | 园区选区 | 园区社区、凤凰村 | 3 | 第一代表团 | 园区代表小组 |
  5 | 镇机关选区 | 镇机关、镇直各站所 | 3 | 第二代表团 | 镇直代表小组 | 东街社区、马鞍村
  6 | 教育选区 | 清溪中学、清溪中心小学、镇中心幼儿园 | 2 | 第二代表团 | 镇直代表小组 | 文昌社区、石桥村
  7 | 卫生农技选区 | 清溪中心卫生院、镇农业服务中心 | 2 | 第二代表团 | 镇直代表小组 | 高坪村、石坝村
  8 | 河坝选区 | 河坝村、双河村 | 3 | 第二代表团 | 园区代表小组 |
  9 | 石桥选区 | 石桥村、回水村 | 2 | 第二代表团 | 河谷代表小组 |
  10 | 青岗选区 | 青岗村、柏树村 | 3 | 第三代表团 | 河谷代表小组 |
  11 | 马鞍选区 | 马鞍村、石坝村 | 2 | 第三代表团 | 河谷代表小组 |
  12 | 大垭选区 | 大垭村、松林村 | 3 | 第三代表团 | 河谷代表小组 |
  13 | 龙洞选区 | 龙洞村、白岩村 | 3 | 第三代表团 | 山区代表小组 |
  14 | 三溪选区 | 三溪村、水碾村 | 2 | 第三代表团 | 山区代表小组 |
  15 | 金竹选区 | 金竹村、竹园村 | 3 | 第四代表团 | 山区代表小组 |
  16 | 茶园选区 | 茶园村、云峰村 | 3 | 第四代表团 | 山区代表小组 |
  17 | 红岩选区 | 红岩村、高坪村 | 2 | 第四代表团 | 山区代表小组 |
  18 | 黄桷选区 | 黄桷村、新店村 | 3 | 第四代表团 | 果乡代表小组 |
  19 | 柳林选区 | 柳林村、小湾村 | 2 | 第四代表团 | 果乡代表小组 |
  20 | 长坪选区 | 长坪村、沙湾村 | 3 | 第五代表团 | 果乡代表小组 |
  21 | 仙鹤选区 | 仙鹤村、鹿鸣村 | 3 | 第五代表团 | 果乡代表小组 |
  22 | 梅子选区 | 梅子村、白果村 | 2 | 第五代表团 | 果乡代表小组 |
  23 | 枫香选区 | 枫香村、两河村 | 2 | 第五代表团 | 果乡代表小组 |
  24 | 千佛选区 | 千佛村、观音村 | 1 | 第五代表团 | 果乡代表小组 |
`,
).map(({ villages, calls, seats, ...row }) => ({
  ...row,
  villages: listOf(villages),
  /** Where its deputies go to see voters. */
  calls: listOf(calls || villages),
  seats: Number(seats),
}));

export const DELEGATIONS = readTable(
  ['name', 'leader'],
  `
  第一代表团 | 004
  第二代表团 | 019
  第三代表团 | 029
  第四代表团 | 045
  第五代表团 | 053
`,
);

/** Who leads the fifth delegation after its leader's death. */
export const NEW_DELEGATION_LEADER = { name: '第五代表团', leader: '060', on: '2026-07-13' };

export const GROUPS = readTable(
  ['name', 'leader', 'focus', 'departments'],
  `
  城镇代表小组 | 001 | 社区治理与城镇管理 | 镇综合行政执法队、镇便民服务中心、镇村镇建设服务中心
  园区代表小组 | 011 | 企业发展与就业 | 镇经济发展办公室、镇劳动就业和社会保障服务中心
  镇直代表小组 | 016 | 教育、卫生与公共服务 | 镇社会事务办公室、清溪中心卫生院
  河谷代表小组 | 022 | 防汛抗旱与蔬菜、养殖产业 | 镇水利服务站、镇农业服务中心
  山区代表小组 | 037 | 茶竹产业与森林防火 | 镇林业站、镇应急管理办公室
  果乡代表小组 | 050 | 柑橘产业与乡村旅游 | 镇农业服务中心、镇文化旅游服务中心
`,
);

export const CATEGORIES = readTable(
  ['name', 'subclasses'],
  `
  农业类 | 种植户、养殖户、合作社、村干部
  企业类 | 企业负责人、企业职工、个体工商户
  国家工作人员类 | 行政机关
  技术人员类 | 教育、卫生、农技
  其他类 | 社区工作者、退役军人、离退休人员
`,
);
