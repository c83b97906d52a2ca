// The door of the room: what shapes are made of.

export { list, map, oneOrMore } from './collections.ts';
export { joinWords, record } from './record.ts';
export { anything, choose, findMisfits, leaf, type Misfit, type Shape, text, whole } from './shape.ts';
