// The calls of @azure/arm-batch: management.mjs KEPT COLUMN.
import { BatchManagementClient } from '@azure/arm-batch';
import { DefaultAzureCredential } from '@azure/identity';
import { BlockBlobClient } from '@azure/storage-blob';
import { Tried, until } from './tried.mjs';

const [kept, column] = process.argv.slice(2);
const fake = JSON.parse(process.env.FAKE);
const group = fake.resourceGroup;
const name = 'fromsdk';
const client = new BatchManagementClient(new DefaultAzureCredential(), fake.subscriptionId, { endpoint: fake.managementEndpoint });
const tried = new Tried(column);
const SHORT = { updateIntervalInMs: 100 };
const machine = {
  virtualMachineConfiguration: {
    imageReference: { publisher: 'canonical', offer: '0001-com-ubuntu-server-jammy', sku: '22_04-lts', version: 'latest' },
    nodeAgentSkuId: 'batch.node.ubuntu 22.04',
  },
};

async function all(list, value = (item) => item.name) {
  const found = [];
  for await (const item of list) {
    found.push(value(item));
  }
  return found.sort();
}

const is = (expected) => (answer) => JSON.stringify(answer) === JSON.stringify(expected);

async function accounts() {
  tried.section('accounts');
  const batch = client.batchAccountOperations;
  const storageAccountId = `/subscriptions/${fake.subscriptionId}/resourceGroups/${group}/providers/Microsoft.Storage/storageAccounts/${fake.storageAccount}`;
  const made = { location: 'eastus', tags: { a: 'b' }, autoStorage: { storageAccountId } };
  await tried.works('`beginCreateAndWait`', () => batch.beginCreateAndWait(group, name, made, SHORT), (a) => a.provisioningState === 'Succeeded');
  await tried.works('`get`, its quotas', () => batch.get(group, name), (a) => a.dedicatedCoreQuota === 10000 && a.poolQuota === 500);
  await tried.works('`list`', () => all(batch.list()), is(['batchbench', name]));
  await tried.works('`listByResourceGroup`', () => all(batch.listByResourceGroup(group)), is(['batchbench', name]));
  await tried.works('`update`', () => batch.update(group, name, { tags: { c: 'd' } }), (a) => a.tags.c === 'd');
  const first = await tried.works('`getKeys`', () => batch.getKeys(group, name));
  const regenerated = () => batch.regenerateKey(group, name, { keyName: 'Secondary' });
  await tried.works('`regenerateKey`', regenerated, (k) => k.primary === first.primary && k.secondary !== first.secondary);
  await tried.works('`synchronizeAutoStorageKeys`', () => batch.synchronizeAutoStorageKeys(group, name));
  await tried.refused('`get` of none', '404 ResourceNotFound', () => batch.get(group, 'none'));
}

async function pools() {
  tried.section('pools');
  const pools = client.poolOperations;
  const size = (nodes) => ({ fixedScale: { targetDedicatedNodes: nodes } });
  const pool = (settings) => ({ vmSize: 'STANDARD_D2S_V3', deploymentConfiguration: machine, ...settings });
  const steady = () => until(() => pools.get(group, name, 'pool'), (p) => p.allocationState === 'Steady');
  await tried.works('`create`', () => pools.create(group, name, 'pool', pool({ scaleSettings: size(1) })), (p) => p.name === 'pool');
  await tried.works('`get`', steady, (p) => p.currentDedicatedNodes === 1);
  const auto = { scaleSettings: { autoScale: { formula: '$TargetDedicatedNodes=0' } } };
  await tried.works('`create`, formula', () => pools.create(group, name, 'auto', pool(auto)));
  await tried.works('`listByBatchAccount`', () => all(pools.listByBatchAccount(group, name)), is(['auto', 'pool']));
  await tried.works('`listByBatchAccount`, `maxresults`', () => all(pools.listByBatchAccount(group, name, { maxresults: 1 })), is(['auto', 'pool']));
  const chosen = { filter: "name eq 'pool'", select: 'properties/vmSize' };
  await tried.works('`listByBatchAccount`, `filter` and `select`', () => all(pools.listByBatchAccount(group, name, chosen), (p) => p.vmSize), is(['STANDARD_D2S_V3']));
  await tried.works('`update`', () => pools.update(group, name, 'pool', { metadata: [{ name: 'a', value: 'b' }] }), (p) => p.metadata[0].name === 'a');
  await tried.works('`update`, size', async () => {
    await pools.update(group, name, 'pool', { scaleSettings: size(2) });
    return steady();
  }, (p) => p.currentDedicatedNodes === 2);
  await tried.works('`disableAutoScale`', () => pools.disableAutoScale(group, name, 'auto'), (p) => p.scaleSettings.autoScale === undefined);
  await tried.works('`stopResize`', () => pools.stopResize(group, name, 'pool'));
  await tried.refused('`create` unless it is there', '409 PoolExists', () => pools.create(group, name, 'pool', pool({}), { ifNoneMatch: '*' }));
  await tried.refused('`update` of another state', '412 ConditionNotMet', () => pools.update(group, name, 'pool', { metadata: [] }, { ifMatch: 'W/"0x1"' }));
  await tried.refused('`get` of none', '404 PoolNotFound', () => pools.get(group, name, 'none'));
  await tried.works('`beginDeleteAndWait`', () => pools.beginDeleteAndWait(group, name, 'auto', SHORT));
}

async function applications() {
  tried.section('applications');
  const application = client.applicationOperations;
  const packages = client.applicationPackageOperations;
  await tried.works('`application.create`', () => application.create(group, name, 'tool'), (a) => a.name === 'tool');
  await tried.works('`applicationPackage.create`, uploaded', async () => {
    const made = await packages.create(group, name, 'tool', '1.0');
    // The account is in the path, too, so that the host's name need not be resolved.
    const address = made.storageUrl.replace(`${fake.storageAccount}.blob.localhost`, '127.0.0.1');
    await new BlockBlobClient(address).upload('PK', 2);
    return made.state;
  }, is('Pending'));
  await tried.works('`applicationPackage.activate`', () => packages.activate(group, name, 'tool', '1.0', { format: 'zip' }), (p) => p.state === 'Active');
  await tried.works('`applicationPackage.get`', () => packages.get(group, name, 'tool', '1.0'), (p) => p.format === 'zip');
  await tried.works('`applicationPackage.list`', () => all(packages.list(group, name, 'tool')), is(['1.0']));
  await tried.works('`application.update`', () => application.update(group, name, 'tool', { defaultVersion: '1.0' }), (a) => a.defaultVersion === '1.0');
  await tried.works('`application.list`', () => all(application.list(group, name)), is(['tool']));
  await tried.works('`application.create`, `delete`', async () => {
    await application.create(group, name, 'gone');
    await application.delete(group, name, 'gone');
  });
  await tried.refused('`application.get` of none', '404 ApplicationNotFound', () => application.get(group, name, 'none'));
  await tried.works('`applicationPackage.delete`', async () => {
    await packages.create(group, name, 'tool', '2.0');
    await packages.delete(group, name, 'tool', '2.0');
  });
}

async function regions() {
  tried.section('regions');
  const location = client.location;
  await tried.works('`getQuotas`', () => location.getQuotas('eastus'), (q) => q.accountQuota === 50);
  const cores = (s) => `${s.name}=${s.capabilities[0].value}`;
  await tried.works('`listSupportedVirtualMachineSkus`', () => all(location.listSupportedVirtualMachineSkus('eastus'), cores), (s) => s.includes('Standard_D4s_v3=4'));
  await tried.works('`listSupportedCloudServiceSkus`', () => all(location.listSupportedCloudServiceSkus('eastus')), (s) => s.includes('Small'));
  const check = (text) => location.checkNameAvailability('eastus', { name: text, type: 'Microsoft.Batch/batchAccounts' });
  await tried.works('`checkNameAvailability`', () => check('free'), (c) => c.nameAvailable);
  await tried.works('`checkNameAvailability`, taken', () => check(name), (c) => c.reason === 'AlreadyExists');
  await tried.works('`operations.list`', () => all(client.operations.list()), is([]));
}

async function end() {
  tried.section('the end');
  await tried.works('`beginDeleteAndWait`', () => client.batchAccountOperations.beginDeleteAndWait(group, name, SHORT));
  await tried.refused('`get` afterwards', '404 ResourceNotFound', () => client.batchAccountOperations.get(group, name));
}

for (const part of [accounts, pools, applications, regions, end]) {
  await part();
}
tried.save(kept);
