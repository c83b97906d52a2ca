// The door of the folder broker: a Pact Broker whose data are plain files.

export { type BrokerApi, type BrokerApiOptions, createBrokerApi } from './api/broker-api.ts';
export type { ApiRequest, ApiResponse } from './api/message.ts';
export { type BrokerServer, type BrokerServerOptions, startBrokerServer } from './http/server.ts';
export { type BrokerFolder, type FolderOptions, openBrokerFolder } from './store/broker-folder.ts';
