/** v village cadres, f farmers, t community workers, e elders and veterans, s schools, h health, b business, o office. */
export type Calling = 'v' | 'f' | 't' | 'e' | 's' | 'h' | 'b' | 'o';

const CALLINGS: Readonly<Record<string, Calling>> = {
  村干部: 'v',
  种植户: 'f',
  养殖户: 'f',
  合作社: 'f',
  农技: 'f',
  社区工作者: 't',
  退役军人: 'e',
  离退休人员: 'e',
  教育: 's',
  卫生: 'h',
  企业负责人: 'b',
  企业职工: 'b',
  个体工商户: 'b',
  行政机关: 'o',
};

export function callingOf(subclass: string): Calling {
  const calling = CALLINGS[subclass];
  if (calling === undefined) throw new Error(`no calling for ${subclass}`);
  return calling;
}

/** What deputies of each calling report, over and over in this order. */
export const KINDS_OF: Readonly<Record<Calling, readonly string[]>> = {
  v: ['visit', 'resolved', 'reception', 'deed', 'duty', 'visit', 'publicity', 'resolved', 'study'],
  f: ['visit', 'deed', 'resolved', 'visit', 'duty', 'study', 'publicity', 'visit', 'resolved', 'reception'],
  t: ['reception', 'resolved', 'visit', 'duty', 'publicity', 'visit', 'resolved', 'deed', 'study'],
  e: ['visit', 'publicity', 'resolved', 'duty', 'deed', 'reception', 'study'],
  s: ['visit', 'publicity', 'deed', 'resolved', 'reception', 'study', 'duty'],
  h: ['deed', 'visit', 'publicity', 'resolved', 'reception', 'visit', 'study', 'duty'],
  b: ['deed', 'visit', 'resolved', 'study', 'reception', 'duty', 'publicity'],
  o: ['visit', 'resolved', 'duty', 'reception', 'study', 'deed', 'publicity'],
};
