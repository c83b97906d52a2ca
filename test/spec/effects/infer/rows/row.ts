// A row of the tables of what is inferred.

import type { Sketch } from '../sketch.ts';

/** A sentence, the resources, the operations with their effects; what the sketch has besides. */
export type Row = [name: string, resources: string, lines: string[], more?: Omit<Sketch, 'lines'>];

/** Of each sketch that has no others. */
export const SCHEMAS = { Todo: '{id:int,title,done:bool}', NewTodo: '{title,done:bool}' };
/** An item path by itself. */
export const ITEM = ['GET /todos/{id} >Todo => read todo', 'DELETE /todos/{id} >204 => delete todo'];
