// The set-up of every lane: read anew for each test file, unlike the helpers that files of a worker share.

import { afterAll } from 'vitest';
import { endFile } from './file-end.ts';

afterAll(endFile);
