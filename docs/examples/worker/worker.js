// A worker for the topic credit-check: reads the order, and reports whether the client's credit is good.
// Usage: node worker.js URL ACCOUNT PASSWORD, such as: node worker.js http://127.0.0.1:8080 credit-bureau $PASSWORD
import {BasicAuthInterceptor, Client, logger, Variables} from 'camunda-external-task-client-js';
import {patient, retryAfter} from './retry-after.js';

const [url, account, password] = process.argv.slice(2);
const baseUrl = `${url}/engine-rest`;
const authorization = 'Basic ' + Buffer.from(`${account}:${password}`).toString('base64');

const client = new Client({
  baseUrl,
  workerId: account,
  asyncResponseTimeout: 10_000,
  use: logger,
  interceptors: [new BasicAuthInterceptor({username: account, password}), patient]
});

client.subscribe('credit-check', {lockDuration: 20_000}, async ({task, taskService}) => {
  const response = await fetch(`${baseUrl}/external-task/${task.id}/order`, {headers: {authorization}});
  if (!response.ok) {
    // The engine gives the task to this or another worker again, twice; then it becomes an incident in Cockpit.
    const retries = task.retries === null ? 2 : task.retries - 1;
    const retryTimeout = Math.max(5_000, retryAfter(response.status, response.headers.get('retry-after')));
    await taskService.handleFailure(task, {errorMessage: `The order is not readable: ${response.status}`, retries, retryTimeout});
    return;
  }
  const order = await response.json();
  const creditGood = Number.parseFloat(order.total) < 1_000;
  console.log(`${order.orderReference} of ${order.clientId}, ${order.total}: credit ${creditGood ? 'good' : 'not good'}`);
  await taskService.complete(task, new Variables().set('creditGood', creditGood));
});
