// A request whose small body is kept as it comes: one that is whole when it is asked for never passes through a stream, which takes longer
// than to parse it. Whoever reads it as a stream finds one.

import type { IncomingMessage } from 'node:http';

// Not imported, for the reason that status-codes.ts has.
const { IncomingMessage: Incoming } = process.getBuiltinModule('node:http');

/** A longer body is a stream from there on, which tells Node when to stop the socket. */
const KEPT_BYTES = 16_384;

/** Where the body is: kept here, all of it or its first pieces; taken from here; or in the stream, if it is read as one. */
type Place = 'kept' | 'whole' | 'taken' | 'stream';

/** For `createServer({ IncomingMessage })`: Node pushes the pieces of the body, and `null` behind the last. */
export class ArrivingRequest extends Incoming {
	#place: Place = 'kept';
	#pieces: Buffer[] | undefined;
	#bytes = 0;

	override push(piece: Buffer | null): boolean {
		if (this.#place !== 'kept') return super.push(piece);
		if (piece === null) {
			this.#place = 'whole';
			return true;
		}
		if (this.#pieces) this.#pieces.push(piece);
		else this.#pieces = [piece];
		this.#bytes += piece.length;
		return this.#bytes <= KEPT_BYTES || this.#stream();
	}

	/** The body, once, if all of it is here and nobody has begun to read it as a stream, which nobody can afterwards. */
	takeWhole(): Buffer | undefined {
		const pieces = this.#pieces;
		if (this.#place !== 'whole' || !pieces) return undefined;
		this.#place = 'taken';
		// An idle connection keeps its last request.
		this.#pieces = undefined;
		return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
	}

	/** The bytes of its body that are here and that nobody has read. */
	countHere(): number {
		return this.#place === 'stream' ? this.readableLength : this.#place === 'taken' ? 0 : this.#bytes;
	}

	/** From here on its body is in the stream, in whole or as it comes. */
	release(): void {
		if (this.#place === 'kept' || this.#place === 'whole') this.#stream();
	}

	override read(size?: number): unknown {
		this.release();
		return super.read(size);
	}

	/** What a listener for `data` calls, a pipe, and Node, behind the answer, to drop what nobody has read: of a body that was taken nothing. */
	override resume(): this {
		if (this.#place === 'taken') return this;
		this.release();
		return super.resume();
	}

	/** As `push`: whether more is welcome at once. */
	#stream(): boolean {
		const isWhole = this.#place === 'whole';
		const pieces = this.#pieces;
		this.#place = 'stream';
		this.#pieces = undefined;
		let isMoreWelcome = true;
		if (pieces) for (const piece of pieces) isMoreWelcome = super.push(piece);
		return isWhole ? super.push(null) : isMoreWelcome;
	}
}

/** takeWhole of a request that can. */
export function takeWhole(request: IncomingMessage): Buffer | undefined {
	return request instanceof ArrivingRequest ? request.takeWhole() : undefined;
}

/** What `readableLength` tells of any other request. */
export function countHere(request: IncomingMessage): number {
	return request instanceof ArrivingRequest ? request.countHere() : request.readableLength;
}

/** Makes it a request like any other, for Express: there it gets another prototype, and nothing of this one is left. */
export function release(request: IncomingMessage): void {
	if (request instanceof ArrivingRequest) request.release();
}
