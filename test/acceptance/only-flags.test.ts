// Flags that one of a place has: an address becomes the default one, and that which was it is it no longer.

import { it } from 'vitest';
import type { Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const ADDRESS = '{id:int,street,isDefault:bool,isOpen:bool}';

it.each<[string, Sketch, Call[]]>([
	[
		'by an action below an item, and by what is sent',
		{
			lines: [
				'POST /users <{name} >201 {id:int,name} => create user',
				'GET /users/{id} >{id:int,name} => read user',
				'POST /users/{userId}/addresses <{street,isDefault:bool,isOpen:bool} >201 Address => create address',
				'GET /users/{userId}/addresses >[Address] => list address below user',
				'PATCH /users/{userId}/addresses/{id} <{isDefault:bool} >Address => patch address',
				'PUT /users/{userId}/addresses/{id}/set-default >Address => patch address set isDefault',
				'POST /users/{userId}/addresses/{id}/make-default >204 => patch address set isDefault unseen',
			],
			schemas: { Address: ADDRESS },
		},
		[
			'POST /users {"name":"u"} > 201',
			'POST /users {"name":"v"} > 201',
			'POST /users/1/addresses {"street":"a","isDefault":true,"isOpen":true} > 201 {"isDefault":true}',
			'POST /users/1/addresses {"street":"b","isDefault":true,"isOpen":true} > 201 {"isDefault":true}',
			'POST /users/2/addresses {"street":"c","isDefault":true} > 201 {"isDefault":true}',
			'GET /users/1/addresses > 200 [{"isDefault":false,"isOpen":true},{"isDefault":true,"isOpen":true}]',
			'PATCH /users/1/addresses/1 {"isDefault":true} > 200 {"isDefault":true}',
			'GET /users/1/addresses > 200 [{"isDefault":true},{"isDefault":false}]',
			'PATCH /users/1/addresses/2 {"isDefault":false} > 200',
			'GET /users/1/addresses > 200 [{"isDefault":true},{"isDefault":false}]',
			'PUT /users/1/addresses/2/set-default > 200 {"isDefault":true}',
			'GET /users/1/addresses > 200 [{"isDefault":false},{"isDefault":true}]',
			'POST /users/1/addresses/1/make-default > 204',
			'GET /users/1/addresses > 200 [{"isDefault":true},{"isDefault":false}]',
			'GET /users/2/addresses > 200 [{"isDefault":true}]',
		],
	],
	[
		'of each whose they are, by a property, where they are in one collection',
		{
			lines: [
				'POST /addresses <{userId:int,countryId:int,isDefault:bool} >201 Address => create address',
				'GET /addresses >[Address] => list address',
				'PUT /addresses/{id} <{userId:int,countryId:int,isDefault:bool} >Address => replace address',
			],
			schemas: { Address: '{id:int,userId:int,countryId:int,isDefault:bool}' },
		},
		[
			'POST /addresses {"userId":1,"countryId":1,"isDefault":true} > 201',
			'POST /addresses {"userId":2,"countryId":1,"isDefault":true} > 201',
			'POST /addresses {"userId":1,"countryId":2,"isDefault":true} > 201',
			'GET /addresses > 200 [{"isDefault":false},{"isDefault":true},{"isDefault":true}]',
			'PUT /addresses/1 {"userId":1,"countryId":1,"isDefault":true} > 200',
			'GET /addresses > 200 [{"isDefault":true},{"isDefault":true},{"isDefault":false}]',
		],
	],
	[
		'called after the kind, by a word that says no more than the flag',
		{
			lines: [
				'POST /cards <{number} >201 Card => create card',
				'GET /cards >[Card] => list card',
				'POST /cards/{id}/primary >204 => patch card set primary unseen',
			],
			schemas: { Card: '{id:int,number,primary:bool}' },
		},
		[
			'POST /cards {"number":"1"} > 201',
			'POST /cards {"number":"2"} > 201',
			'POST /cards/1/primary > 204',
			'POST /cards/2/primary > 204',
			'GET /cards > 200 [{"primary":false},{"primary":true}]',
		],
	],
])('one has it: %s', (_title, sketch, calls) => playSketch(sketch, calls));
