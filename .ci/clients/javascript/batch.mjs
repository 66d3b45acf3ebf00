// Every operation of @azure/batch: node batch.mjs KEPT COLUMN key|token
import { batchClient } from './access.mjs';
import { text, Tried, until } from './tried.mjs';

const [kept, column, way] = process.argv.slice(2);
const batch = batchClient(way);
const tried = new Tried(column);
const works = (call, attempt, holds) => tried.works(call, attempt, holds);
const refused = (call, expected, attempt) => tried.refused(call, expected, attempt);

const machine = {
  vmSize: 'STANDARD_D2S_V3',
  virtualMachineConfiguration: {
    imageReference: { publisher: 'canonical', offer: '0001-com-ubuntu-server-jammy', sku: '22_04-lts' },
    nodeAgentSKUId: 'batch.node.ubuntu 22.04',
  },
};
const steady = (id) => until(() => batch.pool.get(id), (pool) => pool.allocationState === 'steady');
const idle = (count) =>
  until(
    () => batch.computeNode.list('pool'),
    (nodes) => nodes.length === count && nodes.every((node) => node.state === 'idle'),
  );

tried.section('pools');
await works('`account.listSupportedImages`', () => batch.account.listSupportedImages(), (images) => images.length > 0);
await works('`pool.add`', () => batch.pool.add({ id: 'pool', targetDedicatedNodes: 2, ...machine }));
await works('`pool.exists`', () => batch.pool.exists('pool'), (answer) => answer.body === true);
await works('`pool.get`', () => steady('pool'), (pool) => pool.currentDedicatedNodes === 2);
await works('`pool.list`, `filter`, `select`', () =>
  batch.pool.list({ poolListOptions: { filter: "state eq 'active'", select: 'id' } }), (pools) => pools.length === 1);
await works('`pool.patch`', () => batch.pool.patch('pool', { metadata: [{ name: 'a', value: 'b' }] }));
await works('`pool.updateProperties`', () =>
  batch.pool.updateProperties('pool', { certificateReferences: [], applicationPackageReferences: [], metadata: [] }));
await works('`pool.resize`', () => batch.pool.resize('pool', { targetDedicatedNodes: 3 }));
await works('`pool.removeNodes`', async () => {
  await steady('pool');
  const [first] = await batch.computeNode.list('pool');
  await batch.pool.removeNodes('pool', { nodeList: [first.id] });
  return steady('pool');
}, (pool) => pool.currentDedicatedNodes === 2);
await works('`pool.enableAutoScale`', () =>
  batch.pool.enableAutoScale('pool', { autoScaleFormula: '$TargetDedicatedNodes=2' }));
await works('`pool.evaluateAutoScale`', () => batch.pool.evaluateAutoScale('pool', '$TargetDedicatedNodes=2'), (run) =>
  run.results.includes('$TargetDedicatedNodes=2'));
await works('`pool.disableAutoScale`', async () => {
  await steady('pool');
  return batch.pool.disableAutoScale('pool');
});
await works('`pool.listUsageMetrics`', () => batch.pool.listUsageMetrics(), (metrics) => Array.isArray(metrics));
await works('`account.listPoolNodeCounts`', () => batch.account.listPoolNodeCounts(), (counts) => counts.length === 1);
await works('`pool.exists` of none', () => batch.pool.exists('none'), (answer) => answer.body === false);
await refused('`pool.get` of none', '404 PoolNotFound', () => batch.pool.get('none'));
await refused('`pool.add` once more', '409 PoolExists', () => batch.pool.add({ id: 'pool', ...machine }));
await refused('`pool.add` with a size that is none', '400 InvalidPropertyValue', () =>
  batch.pool.add({ id: 'other', ...machine, vmSize: 'huge' }));
await refused('`pool.resize` to nothing', '400 MissingRequiredProperty', () => batch.pool.resize('pool', {}));

tried.section('nodes');
const nodes = await idle(2);
const node = nodes[0].id;
await works('`computeNode.list`, `filter`, `select`', () =>
  batch.computeNode.list('pool', { computeNodeListOptions: { filter: "state eq 'idle'", select: 'id' } }), (found) =>
  found.length === 2);
await works('`computeNode.get`', () => batch.computeNode.get('pool', node), (found) => found.state === 'idle');
await works('`computeNode.addUser`', () => batch.computeNode.addUser('pool', node, { name: 'ada', password: 'Passw0rd!!' }));
await works('`computeNode.updateUser`', () => batch.computeNode.updateUser('pool', node, 'ada', { password: 'Passw0rd??' }));
await works('`computeNode.deleteUser`', () => batch.computeNode.deleteUser('pool', node, 'ada'));
await works('`computeNode.getRemoteLoginSettings`', () => batch.computeNode.getRemoteLoginSettings('pool', node), (found) =>
  found.remoteLoginPort > 0);
await works('`computeNode.disableScheduling`', () => batch.computeNode.disableScheduling('pool', node));
await works('`computeNode.enableScheduling`', () => batch.computeNode.enableScheduling('pool', node));
await works('`computeNode.reboot`', () => batch.computeNode.reboot('pool', node));
await idle(2);
await works('`computeNode.reimage`', () => batch.computeNode.reimage('pool', node));
await idle(2);
await works('`computeNode.uploadBatchServiceLogs`, of which there are none', () =>
  batch.computeNode.uploadBatchServiceLogs('pool', node, {
    containerUrl: 'https://account.blob.core.windows.net/logs?sv=1&sig=x',
    startTime: new Date(0),
  }), (found) => found.numberOfFilesUploaded === 0);
await works('`computeNodeExtension.list`', () => batch.computeNodeExtension.list('pool', node), (found) => found.map((each) => each.vmExtension.name).join() === 'batchNodeExtension');
await refused('`computeNodeExtension.get` of none', '404 ResourceNotFound', () =>
  batch.computeNodeExtension.get('pool', node, 'none'));
await refused('`computeNode.getRemoteDesktop` of Linux', '501', () =>
  batch.computeNode.getRemoteDesktop('pool', node));
await refused('`computeNode.get` of none', '404 NodeNotFound', () => batch.computeNode.get('pool', 'none'));

tried.section('jobs');
await works('`job.add`', () => batch.job.add({ id: 'job', poolInfo: { poolId: 'pool' } }));
await works('`job.get`', () => batch.job.get('job'), (job) => job.state === 'active');
await works('`job.list`, `filter`, `select`', () =>
  batch.job.list({ jobListOptions: { filter: "state eq 'active'", select: 'id' } }), (jobs) => jobs.length === 1);
await works('`job.patch`', () => batch.job.patch('job', { priority: 7 }));
await works('`job.update`', () => batch.job.update('job', { poolInfo: { poolId: 'pool' }, priority: 8 }));
await works('`job.disable`', () => batch.job.disable('job', 'requeue'));
await works('`job.enable`', () => batch.job.enable('job'));
await works('`job.getTaskCounts`', () => batch.job.getTaskCounts('job'), (counts) => counts.taskCounts.active === 0);
await works('`job.listPreparationAndReleaseTaskStatus`', async () => {
  await batch.job.add({
    id: 'prepared',
    poolInfo: { poolId: 'pool' },
    jobPreparationTask: { commandLine: 'true' },
    jobReleaseTask: { commandLine: 'true' },
  });
  await batch.task.add('prepared', { id: 'task', commandLine: 'true' });
  return until(
    () => batch.job.listPreparationAndReleaseTaskStatus('prepared'),
    (found) => found[0]?.jobPreparationTaskExecutionInfo?.state === 'completed',
  );
});
await works('`job.terminate`', () => batch.job.terminate('prepared'));
await works('`job.deleteMethod`', async () => {
  await batch.job.deleteMethod('prepared');
  await until(() => batch.job.list(), (jobs) => jobs.length === 1);
});
await refused('`job.get` of none', '404 JobNotFound', () => batch.job.get('none'));
await refused('`job.add` once more', '409 JobExists', () => batch.job.add({ id: 'job', poolInfo: { poolId: 'pool' } }));
await refused('`job.patch`, the etag is an old one', '412 ConditionNotMet', () =>
  batch.job.patch('job', { priority: 1 }, { jobPatchOptions: { ifMatch: '0x1' } }));

tried.section('schedules');
await works('`jobSchedule.add`', () =>
  batch.jobSchedule.add({
    id: 'schedule',
    schedule: { recurrenceInterval: 'PT1H' },
    jobSpecification: { poolInfo: { poolId: 'pool' } },
  }));
await works('`jobSchedule.exists`', () => batch.jobSchedule.exists('schedule'), (answer) => answer.body === true);
await works('`job.listFromJobSchedule`', () =>
  until(() => batch.job.listFromJobSchedule('schedule'), (jobs) => jobs.length === 1));
await works('`jobSchedule.get`', () => batch.jobSchedule.get('schedule'), (found) => found.state === 'active');
await works('`jobSchedule.list`', () => batch.jobSchedule.list(), (found) => found.length === 1);
await works('`jobSchedule.patch`', () => batch.jobSchedule.patch('schedule', { metadata: [{ name: 'a', value: 'b' }] }));
await works('`jobSchedule.update`', () =>
  batch.jobSchedule.update('schedule', {
    schedule: { recurrenceInterval: 'PT2H' },
    jobSpecification: { poolInfo: { poolId: 'pool' } },
  }));
await works('`jobSchedule.disable`', () => batch.jobSchedule.disable('schedule'));
await works('`jobSchedule.enable`', () => batch.jobSchedule.enable('schedule'));
await works('`jobSchedule.terminate`', () => batch.jobSchedule.terminate('schedule'));
await works('`jobSchedule.deleteMethod`', async () => {
  await batch.jobSchedule.deleteMethod('schedule');
  await until(() => batch.jobSchedule.list(), (found) => found.length === 0);
});
await works('`jobSchedule.exists` of none', () => batch.jobSchedule.exists('none'), (answer) => answer.body === false);
await refused('`jobSchedule.get` of none', '404 JobScheduleNotFound', () => batch.jobSchedule.get('none'));

tried.section('tasks');
await works('`task.add`', () =>
  batch.task.add('job', { id: 'one', commandLine: "/bin/sh -c 'echo hello; echo 0123456789 > digits.txt'" }));
await works('`task.addCollection`', () =>
  batch.task.addCollection('job', [
    { id: 'two', commandLine: "/bin/sh -c 'exit 3'" },
    { id: 'three', commandLine: 'sleep 600' },
  ]), (added) => added.value.every((item) => item.status.toLowerCase() === 'success'));
await works('`task.get`', () => until(() => batch.task.get('job', 'two'), (task) => task.state === 'completed'), (task) =>
  task.executionInfo.exitCode === 3 && task.executionInfo.result === 'failure');
await works('`task.update`', () => batch.task.update('job', 'three', { constraints: { maxTaskRetryCount: 1 } }));
await works('`task.terminate`', () => batch.task.terminate('job', 'three'));
await works('`task.reactivate`', async () => {
  await batch.task.reactivate('job', 'two');
  return until(() => batch.task.get('job', 'two'), (task) => task.state === 'completed');
});
await works('`task.list`, `filter`, `select`', () =>
  batch.task.list('job', { taskListOptions: { filter: 'executionInfo/exitCode eq 3', select: 'id' } }), (tasks) =>
  tasks.length === 1 && tasks[0].id === 'two');
await works('`task.list`, `maxResults`, `task.listNext`', async () => {
  const first = await batch.task.list('job', { taskListOptions: { maxResults: 2 } });
  const second = await batch.task.listNext(first.odatanextLink);
  return [first.length, second.length];
}, (found) => found.join() === '2,1');
await works('`task.listSubtasks`', () => batch.task.listSubtasks('job', 'one'), (found) => found.value.length === 0);
await refused('`task.get` of none', '404 TaskNotFound', () => batch.task.get('job', 'none'));
await refused('`task.add` once more', '409 TaskExists', () => batch.task.add('job', { id: 'one', commandLine: 'true' }));

tried.section('files');
await until(() => batch.task.get('job', 'one'), (task) => task.state === 'completed');
const home = (await batch.task.get('job', 'one')).nodeInfo;
const digits = 'workitems/job/job-1/one/wd/digits.txt';
await works('`file.listFromTask`, `recursive`', () => batch.file.listFromTask('job', 'one', { recursive: true }), (files) =>
  files.some((file) => file.name === 'wd/digits.txt'));
await works('`file.getFromTask`', async () =>
  text((await batch.file.getFromTask('job', 'one', 'stdout.txt')).readableStreamBody), (read) => read === 'hello\n');
await works('`file.getFromTask`, `ocpRange`', async () =>
  text(
    (await batch.file.getFromTask('job', 'one', 'wd/digits.txt', { fileGetFromTaskOptions: { ocpRange: 'bytes=2-4' } }))
      .readableStreamBody,
  ), (read) => read === '234');
await works('`file.getPropertiesFromTask`', () => batch.file.getPropertiesFromTask('job', 'one', 'wd/digits.txt'), (found) =>
  Number(found.contentLength) === 11);
await works('`file.listFromComputeNode`, `recursive`', () =>
  batch.file.listFromComputeNode('pool', home.nodeId, { recursive: true }), (files) =>
  files.some((file) => file.name.endsWith('wd/digits.txt')));
await works('`file.getFromComputeNode`', async () =>
  text((await batch.file.getFromComputeNode('pool', home.nodeId, digits)).readableStreamBody), (read) =>
  read === '0123456789\n');
await works('`file.getPropertiesFromComputeNode`', () =>
  batch.file.getPropertiesFromComputeNode('pool', home.nodeId, digits), (found) => Number(found.contentLength) === 11);
await works('`file.deleteFromTask`', () => batch.file.deleteFromTask('job', 'one', 'stdout.txt'));
await works('`file.deleteFromComputeNode`', () => batch.file.deleteFromComputeNode('pool', home.nodeId, digits));
await refused('`file.getPropertiesFromTask` that is deleted', '404', () =>
  batch.file.getPropertiesFromTask('job', 'one', 'stdout.txt'));
await works('`task.deleteMethod`', () => batch.task.deleteMethod('job', 'one'));

tried.section('account');
await works('`application.list`', () => batch.application.list(), (found) => found.length === 0);
await works('`certificate.list`', () => batch.certificate.list(), (found) => found.length === 0);
await refused('`application.get` of none', '404 ApplicationNotFound', () => batch.application.get('none'));
await refused('`certificate.get` of none', '404 CertificateNotFound', () =>
  batch.certificate.get('sha1', '0123456789012345678901234567890123456789'));
if (way === 'key') {
  const stranger = batchClient('key', Buffer.from('another').toString('base64'));
  await refused('another key', '403 AuthenticationFailed', () => stranger.pool.list());
}
await works('`pool.deleteMethod`', async () => {
  await batch.job.deleteMethod('job');
  await batch.pool.deleteMethod('pool');
  await until(() => batch.pool.list(), (pools) => pools.length === 0);
});
tried.save(kept);
