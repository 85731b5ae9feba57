import { answer } from '../../worker.ts';
import { readGrids } from './grids.ts';

void answer(readGrids);
