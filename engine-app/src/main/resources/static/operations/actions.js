/* The actions about a trade. Each asks first, says what it does, and is recorded with the operator's name. */

import { amount, button, count, counted, element, t } from './dom.js';
import { kindOf, purposeOf } from './movements.js';
import { ask, askOfNow, reasonField } from './question.js';
import { get } from './server.js';

function number(name, value, max) {
  return element('input', { name, type: 'number', min: 1, max, value, required: true });
}

/** The returns that are open, or whose goods are booked while a process still works on a return. */
function returnsInProgress(trade, running) {
  const refunding = running.some(instance => instance.process === 'return');
  return trade.returns.filter(one => one.state === 'REQUESTED' || one.state === 'RECEIVED' && refunding);
}

/** The path of a trade. */
function pathOf(tradingId) {
  return '/api/operations/trades/' + encodeURIComponent(tradingId);
}

/** The element of the actions that make sense for the trade. Each asks about the trade as it is when the button is pressed. */
export function actionsOf(trade) {
  return element('p', { className: 'buttons actions' }, questionsOf(trade).map(({ className, text, title }) =>
    button(className, text, () => askOfNow(() => get(pathOf(trade.tradingId)),
      now => questionsOf(now).find(question => question.title === title)))));
}

/** The questions of the actions that make sense for the trade, each with the text of its button. */
function questionsOf(trade) {
  const path = pathOf(trade.tradingId);
  const subject = trade.orderReference;
  const running = trade.instances.filter(instance => !instance.endedAt);
  const paused = running.some(instance => instance.state === 'SUSPENDED');
  const has = kind => trade.discrepancies.some(found => !found.endedAt && found.kind === kind);
  const orphan = has('PROCESS_MISSING');
  const idle = has('PROCESS_IDLE');
  const actions = [
    {
      className: 'plain', text: t('Add note …'), subject,
      title: t('Add note'), effect: t('The note stays with the trade. Clients do not see it.'),
      fields: [[t('Note'), reasonField()]], path: path + '/notes', body: values => values, done: t('The note is stored.')
    },
    {
      className: 'plain', text: t('Send messages again …'), subject,
      title: t('Send messages again'),
      effect: t('Messages from this sequence on go to the client again, unchanged. A client that has them recognizes duplicates.'),
      fields: [[t('From sequence'), number('fromSequence', 1, trade.sequence)]],
      path: path + '/resend', body: values => ({ fromSequence: Number(values.fromSequence) }),
      done: outcome => counted(outcome.affected, t('1 message is sent again.'), t('{0} messages are sent again.', count(outcome.affected)))
    }
  ];
  if (trade.incidents.length > 0) {
    actions.push({
      className: 'plain', text: t('Retry failed steps …'), subject,
      title: t('Retry failed steps'), effect: t('The failed steps of the trade run again now. The cause should be removed first.'),
      path: path + '/retry', done: outcome => counted(outcome.affected, t('1 step runs again.'), t('{0} steps run again.', count(outcome.affected)))
    });
  }
  if (paused) {
    actions.push({
      className: 'plain', text: t('Continue …'), subject,
      title: t('Continue'), effect: t('The processes of the trade go on where they were paused. Timers that are due fire at once.'),
      fields: [[t('Reason'), reasonField()]], path: path + '/continuation', body: values => values, done: t('The trade goes on.')
    });
  } else if (running.length > 0) {
    actions.push({
      className: 'plain', text: t('Pause …'), subject,
      title: t('Pause'),
      effect: t('No step of the trade runs any more until somebody continues it; parcels on their way still arrive. The client is not notified, and cannot cancel in the meantime.'),
      fields: [[t('Reason'), reasonField()]], path: path + '/pause', body: values => values, done: t('The trade is paused.')
    });
  }
  const unanswered = trade.movements.filter(movement => movement.unanswered);
  if (trade.incidents.length > 0 && unanswered.length > 0) {
    actions.push({
      className: 'plain', text: t('Settle payment …'), subject,
      title: t('Settle payment'),
      effect: t('For a provider that does not answer or refuses. First make these releases and refunds by the provider’s own means. They are booked as made, and the trade goes on. This cannot be undone.'),
      items: unanswered.map(movement => [kindOf(movement), amount(movement.amount, movement.currency), purposeOf(movement), movement.providerReference].filter(part => part).join(' · ')),
      fields: [[t('Reason'), reasonField()]], path: path + '/settlement', dangerous: true,
      body: values => ({ ...values, movements: unanswered.map(movement => movement.key) }), done: t('The payment is settled.')
    });
  }
  for (const one of returnsInProgress(trade, running)) {
    actions.push({
      className: 'plain', text: t('End return {0} …', one.number), subject,
      title: t('End return {0}', one.number),
      effect: one.state === 'REQUESTED'
        ? t('The process of the return is removed, and the return is refused. The client receives the reason. This cannot be undone.')
        : t('The process of the return is removed. Its goods stay booked; make a missing refund outside the server. This cannot be undone.'),
      fields: [[one.state === 'REQUESTED' ? t('Reason (sent to the client)') : t('Reason'), reasonField()]],
      path: path + '/returns/' + encodeURIComponent(one.number) + '/end', dangerous: true,
      body: values => ({ ...values, state: one.state }), done: t('The return has ended.')
    });
  }
  if (orphan) {
    actions.push({
      className: 'plain', text: t('Close without a process …'), subject,
      title: t('Close without a process'),
      effect: t('The trade ends with its present delivery and payment. The client receives the reason. This cannot be undone.'),
      fields: [[t('Reason (sent to the client)'), reasonField()]], path: path + '/recovery', dangerous: true,
      body: values => ({ action: 'CLOSE', reason: { code: 'CANCELLED_BY_OPERATOR', text: values.text } }), done: t('The trade is closed.')
    });
  }
  // A cancellation that has lost its process begins again.
  if (trade.cancellable || orphan) {
    actions.push({
      className: 'danger', text: t('Cancel trade …'), subject,
      title: t('Cancel trade'),
      effect: paused
        ? t('The paused process is removed, and all completed steps of the order are reversed. The client receives the reason. This cannot be undone.')
        : idle ? t('The idle process is removed, and all completed steps of the order are reversed. The client receives the reason. This cannot be undone.')
          : t('All completed steps of the order are reversed: money goes back, goods return to the stock. The client receives the reason. This cannot be undone.'),
      fields: [[t('Reason (sent to the client)'), reasonField()]],
      path: path + (paused || idle ? '/recovery' : '/cancellation'), dangerous: true,
      body: values => ({ ...(paused || idle ? { action: 'CANCEL' } : {}), reason: { code: 'CANCELLED_BY_OPERATOR', text: values.text } }),
      done: t('The trade is being cancelled.')
    });
  }
  return actions;
}

/** The actions about a warning of a client. */
export function warningActions(warning, operator) {
  if (warning.acknowledgedAt) {
    return element('span', 'note', t('acknowledged by {0}', warning.acknowledgedBy));
  }
  const path = '/api/operations/warnings/' + warning.id;
  return element('p', 'buttons',
    button('plain', t('Assign …'), () => ask({
      title: t('Assign'), subject: warning.clientId, effect: t('The warning is assigned to a person; others can still work on it.'),
      fields: [[t('Person'), element('input', { name: 'person', maxLength: 255, required: true, value: warning.assignee ?? operator })]],
      path: path + '/assignment', body: values => values, done: t('The warning is assigned.')
    })),
    button('plain', t('Answer …'), () => ask({
      title: t('Answer'), subject: warning.clientId, effect: t('The client reads the answer beside its warning. It replaces an earlier answer.'),
      fields: [[t('Answer'), Object.assign(reasonField(), { value: warning.answer ?? '' })]],
      path: path + '/answer', body: values => values, done: t('The answer is stored.')
    })),
    button('plain', t('Acknowledge …'), () => ask({
      title: t('Acknowledge'), subject: warning.clientId, effect: t('The warning leaves the list of open warnings, and no longer marks its trade as disputed. The client sees that it is acknowledged.'),
      path: path + '/acknowledgement', done: t('The warning is acknowledged.')
    })));
}

/** The actions about a message that blocks its queue. */
export function failingActions(message) {
  if (message.removalRequested) {
    return element('span', 'note', t('moves to the dead letters at its next delivery'));
  }
  return element('p', 'buttons',
    button('danger', t('Move to the dead letters …'), () => ask({
      title: t('Move to the dead letters'), subject: message.messageId,
      effect: t('At its next delivery, within seconds, the message leaves the queue, and {0} receives the refusal that it was not processed. It can be processed again from the dead letters.', message.sender ?? t('its sender')),
      method: 'DELETE', path: '/api/operations/messages/' + encodeURIComponent(message.messageId), dangerous: true, done: t('The message moves at its next delivery.')
    })));
}

/** The actions about a dead letter. */
export function letterActions(letter) {
  const path = '/api/operations/dead-letters/' + letter.id;
  return element('p', 'buttons',
    button('plain', t('Process again …'), () => ask({
      title: t('Process again'), subject: letter.messageId,
      effect: t('The server processes the message as if {0} had sent it again, and then removes it from this list. A duplicate is harmless.', letter.sender ?? t('its sender')),
      path: path + '/processing', done: t('The message was processed.')
    })),
    button('danger', t('Discard …'), () => ask({
      title: t('Discard'), subject: letter.messageId, effect: t('The message is deleted. Its sender is not notified again. This cannot be undone.'),
      fields: [[t('Note'), reasonField()]], path: path + '/discard', dangerous: true, body: values => values, done: t('The message is discarded.')
    })));
}
