// A worker that needs no program of your own: it posts the order of each task of a topic to an address, and reports the answer.
// Usage: WEBHOOK_SECRET=whsec_... node webhook.js URL ACCOUNT PASSWORD TOPIC ADDRESS
// The address answers 2xx with a JSON object of the topic's variables, such as {"creditGood": true}, or with {"error": "CREDIT_REFUSED"}.
import {createHmac} from 'node:crypto';
import {BasicAuthInterceptor, Client, logger, Variables} from 'camunda-external-task-client-js';
import {patient, retryAfter} from './retry-after.js';

const [url, account, password, topic, address] = process.argv.slice(2);
const secret = process.env.WEBHOOK_SECRET;
const pause = Number(process.env.WEBHOOK_PAUSE ?? 5_000);
const attempts = 5;

if (!address || !secret?.startsWith('whsec_')) {
  console.error('Usage: WEBHOOK_SECRET=whsec_... node webhook.js URL ACCOUNT PASSWORD TOPIC ADDRESS');
  process.exit(2);
}

const baseUrl = `${url}/engine-rest`;
const authorization = 'Basic ' + Buffer.from(`${account}:${password}`).toString('base64');
const client = new Client({
  baseUrl,
  workerId: account,
  asyncResponseTimeout: 10_000,
  use: logger,
  interceptors: [new BasicAuthInterceptor({username: account, password}), patient]
});

let taskService;

client.subscribe(topic, {lockDuration: 60_000}, async work => {
  taskService = work.taskService;
  const task = work.task;
  try {
    const order = await read(`${baseUrl}/external-task/${task.id}/order`, {headers: {authorization}});
    const answer = await post(task.id, JSON.stringify({topic, task: task.id, order}));
    const {error, ...variables} = answer;
    if (error) {
      await taskService.handleBpmnError(task, error);
    } else {
      await taskService.complete(task, new Variables().setAll(variables));
    }
  } catch (failure) {
    await (isFinal(failure) ? giveUp(task, failure.message) : tryLater(task, failure)).catch(unreachable => {
      console.error(`The failure could not be reported; the task is given again after its lock: ${unreachable.message}`);
    });
  }
});

/** Posts as Standard Webhooks says: the receiver knows a repetition by webhook-id, and the sender by the signature. */
async function post(id, body) {
  const timestamp = Math.floor(Date.now() / 1_000).toString();
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return read(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`
    },
    body
  });
}

async function read(from, request) {
  const response = await fetch(from, {...request, redirect: 'error', signal: AbortSignal.timeout(20_000)});
  const text = await response.text();
  if (!response.ok) {
    throw Object.assign(new Error(`${from} answered ${response.status}`), {
      httpStatusCode: response.status,
      askedPause: retryAfter(response.status, response.headers.get('retry-after'))
    });
  }
  return text ? JSON.parse(text) : {};
}

/** A repetition would not help: the address refuses the order, or the server a result that the topic does not declare. */
function isFinal({httpStatusCode: status, message}) {
  const code = status ?? Number(/Response code (\d+)/.exec(message)?.[1]);
  return code >= 400 && code < 500 && ![408, 409, 425, 429].includes(code);
}

/** The engine gives the task again after a pause that grows, or for which the address has asked; after the last attempt it is an incident in Cockpit. */
function tryLater(task, {message: errorMessage, askedPause = 0}) {
  const retries = task.retries === null ? attempts - 1 : task.retries - 1;
  const retryTimeout = Math.max(pause * 2 ** (attempts - 1 - retries), askedPause);
  return taskService.handleFailure(task, {errorMessage, retries, retryTimeout});
}

function giveUp(task, errorMessage) {
  return taskService.handleFailure(task, {errorMessage, retries: 0});
}
