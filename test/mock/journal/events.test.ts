import { expect, test } from 'vitest';
import { createEvents, type MockEvent } from '../../../mock/journal/events.ts';

const event = (session: string): MockEvent => ({ type: 'session.created', session });

test('every listener hears every event until it stops, and only then is nobody heard', () => {
	const events = createEvents(() => undefined);
	const heard: string[] = [];
	const hear = (told: MockEvent) => heard.push(told.type === 'session.created' ? told.session : '');
	expect(events.isHeard).toBe(false);
	events.emit(event('nobody'));
	const stopFirst = events.listen(hear);
	const stopSecond = events.listen(hear);
	expect(events.isHeard).toBe(true);
	events.emit(event('both'));
	stopFirst();
	stopFirst();
	events.emit(event('one'));
	stopSecond();
	events.emit(event('none'));
	expect(events.isHeard).toBe(false);
	expect(heard).toEqual(['both', 'both', 'one']);
});

test('a listener that throws is reported, and keeps the event from nobody', () => {
	const errors: unknown[] = [];
	const events = createEvents((error) => errors.push(error));
	const heard: MockEvent[] = [];
	events.listen(() => {
		throw new Error('broken');
	});
	events.listen((told) => heard.push(told));
	events.emit(event('a'));
	expect(errors).toMatchObject([{ message: 'broken' }]);
	expect(heard).toHaveLength(1);
});

test('a listener that leaves or comes while an event is told does not disturb the round', () => {
	const events = createEvents(() => undefined);
	const heard: string[] = [];
	const stop = events.listen(() => {
		heard.push('first');
		stop();
		events.listen(() => heard.push('late'));
	});
	events.listen(() => heard.push('second'));
	events.emit(event('a'));
	expect(heard).toEqual(['first', 'second']);
	events.emit(event('b'));
	expect(heard).toEqual(['first', 'second', 'second', 'late']);
});
