import { answer } from '../../worker.ts';
import { buildWorkbook } from './workbook.ts';

void answer(buildWorkbook);
