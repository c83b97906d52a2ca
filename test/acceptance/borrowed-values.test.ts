// What an entity shows of another one whose key it has: `patientName` beside `patientId`.

import { expect, it } from 'vitest';
import { drawSketch } from '../spec/effects/infer/sketch.ts';
import { call, startTestMock } from '../support/mock.ts';
import { playSketch } from './play-sketch.ts';

it('is what that one has, as it is when somebody looks', async () => {
	await playSketch(
		{
			lines: [
				'POST /patients <{firstName!,lastName!} >201 Patient => create patient',
				'GET /patients/{id} >Patient => read patient',
				'PUT /patients/{id} <{firstName!,lastName!} >Patient => replace patient',
				'DELETE /patients/{id} >204 => delete patient',
				'POST /visits <{patientId!:int,roomId:int,note} >201 Visit => create visit',
				'GET /visits ?patientName >[Visit] => list visit',
				'GET /visits/{id} >Visit => read visit',
				'POST /rooms <{name!,floor:int} >201 Room => create room',
				'GET /rooms/{slug} >Room => read room',
			],
			schemas: {
				Patient: '{id:int,firstName,lastName}',
				Visit: '{id:int,patientId:int,patientName!,roomId:int,roomName,room_floor:int,note}',
				Room: '{id:int,slug,name,floor:int}',
			},
		},
		[
			'POST /patients {"firstName":"Ann","lastName":"Lee"} > 201 {"id":1}',
			'POST /rooms {"name":"Red","floor":3} > 201 {"slug":"red"}',
			'POST /visits {"patientId":1} > 201 {"patientId":1,"patientName":"Ann Lee"}',
			'PUT /patients/1 {"firstName":"Anna","lastName":"Lee"} > 200',
			'GET /visits/1 > 200 {"patientName":"Anna Lee"}',
			'GET /visits > 200 [{"patientName":"Anna Lee"}]',
			'DELETE /patients/1 > 204',
			'GET /visits/1 > 200 {"patientId":1,"patientName":"Ann Lee"}',
		],
	);
});

it('is of the only people that there are where it is called otherwise, and of nobody where none is meant', async () => {
	await playSketch(
		{
			lines: [
				'POST /users <{name!,email!} >201 User => create user',
				'GET /users/{id} >User => read user',
				'POST /tasks <{title!,assigneeId:int} >201 Task => create task',
				'GET /tasks/{id} >Task => read task',
				'PATCH /tasks/{id} <{title,assigneeId:int} >Task => patch task',
			],
			schemas: {
				User: '{id:int,name,email}',
				Task: '{id:int,title,assigneeId:int,assigneeName,assigneeEmail}',
			},
		},
		[
			'POST /users {"name":"Ann","email":"a@b.c"} > 201 {"id":1}',
			'POST /tasks {"title":"a"} > 201 {"id":1,"title":"a"}',
			'PATCH /tasks/1 {"assigneeId":1} > 200 {"assigneeName":"Ann","assigneeEmail":"a@b.c"}',
			'GET /tasks/1 > 200 {"assigneeName":"Ann"}',
		],
	);
});

it('is nothing of people where it is called after a thing', async () => {
	const sketch = {
		lines: [
			'POST /users <{name!} >201 User => create user',
			'GET /users/{id} >User => read user',
			'POST /sales <{shelfId!:int} >201 Sale => create sale',
			'GET /sales/{id} >Sale => read sale',
		],
		schemas: { User: '{id:int,name}', Sale: '{id:int,shelfId:int,shelfName!}' },
	};
	const mock = await startTestMock({ documents: [drawSketch(sketch).document], seed: 1 });
	await call(mock, 'POST', '/users', { body: { name: 'Ann' } });
	const { json } = await call(mock, 'POST', '/sales', { body: { shelfId: 1 } });
	expect(json).toMatchObject({ shelfId: 1, shelfName: expect.not.stringContaining('Ann') });
});

it('is of the employees where there are no other people, and as it was in what tells how something was', async () => {
	await playSketch(
		{
			lines: [
				'POST /employees <{name!,managerId:int} >201 Employee => create employee',
				'GET /employees/{id} >Employee => read employee',
				'PUT /employees/{id} <{name!,managerId:int} >Employee => replace employee',
				'POST /task-histories <{employeeId!:int} >201 TaskHistory => create task-history',
				'GET /task-histories/{id} >TaskHistory => read task-history',
			],
			schemas: {
				Employee: '{id:int,name,managerId:int,managerName}',
				TaskHistory: '{id:int,employeeId:int,employeeName}',
			},
		},
		[
			'POST /employees {"name":"Ann"} > 201 {"id":1}',
			'POST /employees {"name":"Bo","managerId":1} > 201 {"managerId":1,"managerName":"Ann"}',
			'POST /task-histories {"employeeId":1} > 201 {"employeeName":"Ann"}',
			'PUT /employees/1 {"name":"Anna"} > 200',
			'GET /employees/2 > 200 {"managerName":"Anna"}',
			'GET /task-histories/1 > 200 {"employeeName":"Ann"}',
		],
	);
});

it('is of users, where accounts are of money beside them', async () => {
	await playSketch(
		{
			lines: [
				'POST /users <{name!,email!} >201 User => create user',
				'GET /users/{id} >User => read user',
				'POST /accounts <{name!,ownerId!:int} >201 Account => create account',
				'GET /accounts/{id} >Account => read account',
			],
			schemas: { User: '{id:int,name,email}', Account: '{id:int,name,ownerId:int,ownerName,balance:num}' },
		},
		[
			'POST /users {"name":"Ann","email":"ann@example.com"} > 201 {"id":1}',
			'POST /accounts {"name":"Savings","ownerId":1} > 201 {"ownerName":"Ann"}',
		],
	);
});
