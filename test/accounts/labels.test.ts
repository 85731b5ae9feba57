import { describe, expect, it } from 'vitest';
import { deviceLabel } from '../../src/accounts/labels.ts';

describe('a device', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36',
      'Windows 电脑，浏览器',
    ],
    ['Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko', 'Windows 电脑'],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/86.0 Safari/537.36 QIHU 360SE',
      'Windows 电脑，360 浏览器',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile Safari/604.1',
      '苹果手机，Safari 浏览器',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile MicroMessenger/8.0',
      '苹果手机，微信',
    ],
    [
      'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114 ArkWeb/4 Mobile HuaweiBrowser/5.0',
      '华为设备，华为浏览器',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', '电脑，火狐浏览器'],
    ['', '未知设备'],
    ['curl/8.0', '未知设备'],
  ])('that calls itself %s is told in plain words', (agent, label) => expect(deviceLabel(agent)).toBe(label));
});
