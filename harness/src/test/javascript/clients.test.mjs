// The official JavaScript clients against `batchbench serve`: pool, job, schedule, task, file, blob and error paths.
// BATCHBENCH_JAR names the runnable jar.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import batchPackage from '@azure/batch';
import { BlobServiceClient, ContainerSASPermissions, StorageSharedKeyCredential } from '@azure/storage-blob';

const { BatchServiceClient, BatchSharedKeyCredentials } = batchPackage;

let server;
let fake;
let batch;
let blobs;

before(async () => {
  server = spawn('java', ['-jar', process.env.BATCHBENCH_JAR, 'serve'], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout })) {
    fake = JSON.parse(line);
    break;
  }
  const credentials = new BatchSharedKeyCredentials(fake.account, fake.key);
  batch = new BatchServiceClient(credentials, fake.batchEndpoint);
  blobs = new BlobServiceClient(
    fake.blobEndpoint,
    new StorageSharedKeyCredential(fake.storageAccount, fake.storageKey),
  );
});

after(() => server.kill('SIGINT'));

/** Asks until the answer will do; the fake's own delays are milliseconds. */
async function until(ask, holds) {
  for (let attempt = 0; attempt < 300; attempt++) {
    const answer = await ask();
    if (holds(answer)) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it never came true');
}

async function rejects(promise, status, code) {
  await assert.rejects(promise, (error) => {
    assert.equal(error.statusCode, status);
    assert.equal(error.body?.code ?? error.code, code);
    return true;
  });
}

const machine = {
  vmSize: 'STANDARD_D2S_V3',
  virtualMachineConfiguration: {
    imageReference: { publisher: 'canonical', offer: '0001-com-ubuntu-server-jammy', sku: '22_04-lts' },
    nodeAgentSKUId: 'batch.node.ubuntu 22.04',
  },
};

test('a pool gets its nodes', async () => {
  const images = await batch.account.listSupportedImages();
  assert.ok(images.some((image) => image.nodeAgentSKUId === 'batch.node.ubuntu 22.04'));
  await batch.pool.add({ id: 'pool', targetDedicatedNodes: 2, taskSlotsPerNode: 2, ...machine });
  const pool = await until(() => batch.pool.get('pool'), (p) => p.allocationState === 'steady');
  assert.equal(pool.currentDedicatedNodes, 2);
  assert.equal(pool.vmSize, 'standard_d2s_v3');
  await until(() => batch.computeNode.list('pool'), (nodes) => nodes.every((node) => node.state === 'idle'));
});

test('a task runs, its output goes to a container and its files can be read', async () => {
  const container = blobs.getContainerClient('output');
  await container.create();
  const sas = await container.generateSasUrl({
    permissions: ContainerSASPermissions.parse('rw'),
    expiresOn: new Date(Date.now() + 3_600_000),
  });
  await batch.job.add({ id: 'job', poolInfo: { poolId: 'pool' } });
  const added = await batch.task.addCollection('job', [
    {
      id: 'good',
      commandLine: "/bin/sh -c 'echo hello; echo result > result.txt'",
      outputFiles: [
        {
          filePattern: 'result.txt',
          destination: { container: { containerUrl: sas } },
          uploadOptions: { uploadCondition: 'tasksuccess' },
        },
      ],
    },
    { id: 'bad', commandLine: '/bin/sh -c "exit 3"' },
  ]);
  assert.deepEqual(added.value.map((item) => item.status.toLowerCase()), ['success', 'success']);
  await until(() => batch.job.getTaskCounts('job'), (counts) => counts.taskCounts.completed === 2);
  const bad = await batch.task.get('job', 'bad');
  assert.equal(bad.executionInfo.exitCode, 3);
  assert.equal(bad.executionInfo.result, 'failure');
  const blob = await container.getBlobClient('result.txt').downloadToBuffer();
  assert.equal(blob.toString(), 'result\n');
  const files = await batch.file.listFromTask('job', 'good', { recursive: true });
  assert.ok(files.some((file) => file.name === 'wd/result.txt'));
});

test('lists are filtered, selected and paged', async () => {
  const failed = await batch.task.list('job', {
    taskListOptions: { filter: 'executionInfo/exitCode eq 3', select: 'id,state' },
  });
  assert.deepEqual(failed.map((task) => task.id), ['bad']);
  const first = await batch.task.list('job', { taskListOptions: { maxResults: 1 } });
  assert.equal(first.length, 1);
  const second = await batch.task.listNext(first.odatanextLink);
  assert.deepEqual([first[0].id, second[0].id], ['bad', 'good']);
});

test('a schedule makes a job', async () => {
  await batch.jobSchedule.add({
    id: 'schedule',
    schedule: { recurrenceInterval: 'PT1H' },
    jobSpecification: { poolInfo: { poolId: 'pool' } },
  });
  const jobs = await until(() => batch.job.listFromJobSchedule('schedule'), (found) => found.length === 1);
  assert.equal(jobs[0].id, 'schedule:job-1');
  await batch.jobSchedule.deleteMethod('schedule');
  await until(
    () => batch.jobSchedule.list(),
    (schedules) => schedules.length === 0,
  );
});

test('a formula is evaluated', async () => {
  await batch.pool.enableAutoScale('pool', { autoScaleFormula: '$TargetDedicatedNodes=2' });
  const run = await batch.pool.evaluateAutoScale('pool', 'something_useless');
  assert.equal(run.error.code, 'AutoScalingFormulaEvaluationError');
  assert.equal(run.error.values[0].value, 'Line 1, Col 1: Undefined symbol: something_useless');
});

test('errors are those of the service', async () => {
  await rejects(batch.job.get('nosuch'), 404, 'JobNotFound');
  await rejects(batch.job.add({ id: 'JOB', poolInfo: { poolId: 'pool' } }), 409, 'JobExists');
  await rejects(batch.pool.resize('pool', {}), 400, 'MissingRequiredProperty');
  const stranger = new BatchServiceClient(
    new BatchSharedKeyCredentials(fake.account, Buffer.from('another key').toString('base64')),
    fake.batchEndpoint,
  );
  await rejects(stranger.pool.list(), 403, 'AuthenticationFailed');
});

test('deleting takes a while', async () => {
  await batch.job.deleteMethod('job');
  await batch.pool.deleteMethod('pool');
  await until(() => batch.job.list(), (jobs) => jobs.length === 0);
  await until(() => batch.pool.list(), (pools) => pools.length === 0);
});
