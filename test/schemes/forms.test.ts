import { describe, expect, it } from 'vitest';
import { readSchemeText } from '../../src/schemes/forms.ts';
import { schemeTable } from '../../src/schemes/table.ts';
import { hundred } from '../../src/schemes/templates.ts';

function faultsOf(text: string): string[] {
  const read = readSchemeText(text);
  return read.ok ? [] : [read.message, ...read.faults];
}

describe('a pasted scheme', () => {
  it('is read with or without a byte order mark', () => {
    expect(readSchemeText(`\uFEFF${JSON.stringify(hundred(2026), null, 2)}\n`)).toMatchObject({
      ok: true,
      scheme: { cap: 100 },
    });
  });

  it('that is cut short or misspelt says where', () => {
    expect(faultsOf('')).toEqual(['请粘贴积分办法的 JSON，或者选择文件']);
    const whole = JSON.stringify(hundred(2026), null, 2);
    for (const length of [1, 20, 500, whole.length - 1])
      expect(faultsOf(whole.slice(0, length))).toEqual([
        '这段 JSON 没有结束，请核对是不是没有粘贴完整，或者少了括号',
      ]);
    const place = (text: string) => /第 \d+ 行第 \d+ 个字/.exec(faultsOf(text)[0] ?? '')?.[0];
    expect(place('{\n  "id": "a",\n  "year": 二〇二六\n}')).toBe('第 3 行第 11 个字');
    expect(place('{\n  “id”: "a"\n}')).toBe('第 2 行第 3 个字');
    expect(place('{"a": 1,}')).toBe('第 1 行第 9 个字');
    expect(place('{"a": 1 "b": 2}')).toBe('第 1 行第 9 个字');
    expect(place('{"a": 01}')).toBe('第 1 行第 8 个字');
    expect(place('[1]]')).toBe('第 1 行第 4 个字');
  });

  it('has every fault named with its place', () => {
    const { items, ...scheme } = hundred(2026);
    const faulty = {
      ...scheme,
      year: 26,
      items: items.map((item, index) => (index === 3 ? { ...item, cap: -1, kinds: ['walking'] } : item)),
    };
    const [message, ...faults] = faultsOf(JSON.stringify(faulty));
    expect(message).toBe('积分办法有 3 处不对，逐条列在下面');
    expect(faults.join('\n')).toMatch(
      /年度应为 2000 至 2100.*\n.*第4项“大会审议发言”（speech）：.*\n.*第4项/s,
    );
  });
});

describe('the table of a scheme', () => {
  it('says rule, bounds and what is counted in plain words', () => {
    const table = schemeTable(hundred(2026));
    expect(table.totals).toBe('总分最低 0 分；总分最高 100 分');
    expect(table.sections[0]).toMatchObject({ title: '大会期间', bounds: '全年上限 40 分' });
    expect(table.sections[0]?.items.slice(0, 2)).toMatchObject([
      {
        title: '出席人民代表大会会议',
        rule: '每次 +12 分',
        bounds: '全年上限 24 分',
        counts: ['出席人代会'],
      },
      { rule: '每半天扣 1 分', bounds: '全年最多扣 4 分' },
    ]);
    expect(table.sections.find((section) => section.code === 'deed')?.items[0]).toMatchObject({
      evidence: true,
    });
  });
});
