import type { Township } from '../settings/store.ts';

/** What a township is called whose name no file tells. */
const UNNAMED = '本镇';

/** The usual names of a township's congress and its presidium; division code and contact are not known. */
export function congressNames(township: string = UNNAMED): Omit<Township, 'id'> {
  const congressName = `${township}人民代表大会`;
  const presidiumName = `${congressName}主席团`;
  return { name: township, divisionCode: '', congressName, presidiumName, address: '', phone: '' };
}

/** What an export says about itself. */
export const EXPORT_ABOUT =
  '履职册导出的全部资料。七张表用 Excel、WPS 都能打开；表里放不下的（设置、资格变动、议程、发言、积分公示等）在本文件里。' +
  '导入到一个空的登记册，得到同样的登记册。不包含账号、登录状态和操作日志。内有代表的联系电话，请妥善保管。';
