/**
 * What a service tells of itself is a property that the service writes, e.g. `Written<Journal, 'length'>`; everybody else reads it. A
 * getter would make it slow: of an object literal with one, V8 makes a hash table, and code that reads any property of it is never
 * compiled to a plain load. Of what each request reads, no literal has getters; classes may.
 */
export type Written<Service, Told extends keyof Service> = Omit<Service, Told> & {
	-readonly [Name in Told]: Service[Name];
};
