/* The identity providers at the login, a link to the operators' pages, and a tab of the process instance with the messages to the client of its trade and the client's warnings. Data is rendered as text, never as HTML. */

function element(name, properties, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

function table(heads, rows) {
  return element(
    "table",
    { className: "table cam-table coincide-table" },
    element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", {}, head)))),
    element("tbody", {}, ...rows.map((cells) => element("tr", {}, ...cells.map((cell) => element("td", {}, cell)))))
  );
}

function localTime(instant) {
  return new Date(instant).toLocaleString();
}

function modelOf(process) {
  if (!process) {
    return "";
  }
  return `${process.definition} ${process.version}` + (process.versionTag ? ` (${process.versionTag})` : "");
}

function messageRow(message) {
  const data = JSON.parse(message.body).data;
  const statuses = data.statuses || data;
  const reason = data.reason ? data.reason.code : "";
  return [
    String(message.sequence),
    localTime(message.at),
    statuses.order,
    statuses.delivery,
    statuses.payment,
    reason,
    data.actor ? data.actor.name : "",
    modelOf(data.process),
    message.state.toLowerCase(),
  ];
}

function warningRow(warning) {
  return [
    warning.warning,
    warning.text,
    warning.sequence === null ? "" : String(warning.sequence),
    localTime(warning.at),
  ];
}

/** Creates the form that cancels the trade after a confirmation. It shows a refusal; cancelled is called after the server has accepted. */
function cancellation(cancel, cancelled) {
  const reason = element("input", { type: "text", className: "form-control", maxLength: 1000, required: true, id: "coincide-reason" });
  const label = element("label", { htmlFor: "coincide-reason" }, "Reason (sent to the client)");
  const submit = element("button", { type: "submit", className: "btn btn-default" }, "Cancel trade …");
  const yes = element("button", { type: "button", className: "btn btn-danger" }, "Cancel trade");
  const no = element("button", { type: "button", className: "btn btn-default" }, "Keep trade");
  const effect = "Cancelling reverses all completed steps of the order and notifies the client. It cannot be undone. ";
  const confirmation = element("p", { hidden: true, className: "coincide-question" }, effect, yes, " ", no);
  const reply = element("p", { role: "status" });
  const form = element("form", { className: "form-inline coincide-cancel" }, label, " ", reason, " ", submit);
  const confirming = (active) => {
    confirmation.hidden = !active;
    reason.disabled = submit.disabled = active;
    // The button that had the focus is hidden now.
    (active ? no : submit).focus();
  };
  const keep = (why) => {
    yes.disabled = no.disabled = false;
    confirming(false);
    reply.textContent = why;
  };
  reason.addEventListener("input", () =>
    reason.setCustomValidity(reason.value && !reason.value.trim() ? "Enter a reason." : "")
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    reply.textContent = "";
    confirming(true);
  });
  no.addEventListener("click", () => keep(""));
  yes.addEventListener("click", () => {
    yes.disabled = no.disabled = true;
    cancel(reason.value)
      .then((result) => (result.refused ? keep(result.refused) : cancelled()))
      .catch((failure) => keep(failure.message));
  });
  return element("div", {}, form, confirmation, reply);
}

function isOpen(messages) {
  const data = JSON.parse(messages[0].body).data;
  const order = (data.statuses || data).order;
  return !["CANCELLING", "CANCELLED", "COMPLETED", "REJECTED"].includes(order);
}

/** Shows the trade, and after a cancellation its outcome in place of the form, with the messages that the server has then. */
function show(node, trade, requests, outcome) {
  if (!trade.tradingId) {
    node.replaceChildren(element("p", {}, "This process instance belongs to no trade."));
    return;
  }
  const whole = element("a", { href: `/operations/#/trades/${trade.tradingId}` }, "Show the whole trade");
  const parts = [element("p", {}, `Trade ${trade.tradingId} of client ${trade.clientId}. `, whole)];
  const told = outcome && element("p", { role: "status", tabIndex: -1 }, outcome);
  if (told) {
    parts.push(told);
  } else if (trade.messages.length > 0 && isOpen(trade.messages)) {
    const cancelled = async () => {
      const now = await requests.read().catch(() => trade);
      // A process that has ended names no trade any more.
      show(node, now.tradingId ? now : trade, requests, "The trade is being cancelled.");
    };
    parts.push(cancellation(requests.cancel, cancelled));
  }
  if (trade.warnings.length > 0) {
    parts.push(element("h4", { className: "coincide-warning" }, `Warnings of the client (${trade.warnings.length})`));
    parts.push(table(["Warning", "Text", "Sequence", "Received"], trade.warnings.map(warningRow)));
  }
  parts.push(element("h4", {}, `Messages to the client (${trade.messages.length})`));
  parts.push(
    table(
      ["Sequence", "Time", "Order", "Delivery", "Payment", "Reason", "By", "Model", "Message"],
      trade.messages.map(messageRow)
    )
  );
  node.replaceChildren(...parts);
  told?.focus();
}

/** Returns what the status of a failed request means for a person. */
function failureText(status) {
  if (status === 401) {
    return "The session has ended. Log in again in another tab, then repeat the action here.";
  }
  return status === 403
    ? "The server refused the request. Load the page again, then repeat the action."
    : `The server answers with an error (${status}). Try again.`;
}

/** A login in another tab replaces the token with which Cockpit began. */
function tokenOf(api) {
  return /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? api.CSRFToken;
}

async function request(api, address, options) {
  let response;
  try {
    response = await fetch(address, { ...options, headers: { Accept: "application/json", "X-XSRF-TOKEN": tokenOf(api), ...options.headers } });
  } catch {
    throw new Error("The server is unreachable. Retry later.");
  }
  if (!response.ok) {
    throw new Error(failureText(response.status));
  }
  return response.json();
}

/** Adds the identity providers to Cockpit's login form, which Cockpit creates anew after a logout. None are shown without a provider. */
async function offerProviders() {
  const response = await fetch("/api/operations/login", { headers: { Accept: "application/json" } });
  const providers = response.ok ? await response.json() : [];
  const add = () => {
    const form = document.querySelector('form[name="signinForm"]');
    if (form && !form.querySelector(".coincide-provider")) {
      form.append(
        ...providers.map((provider) =>
          element(
            "p",
            { className: "coincide-provider" },
            element("a", { className: "btn btn-default", href: provider.address }, `Log in with ${provider.name}`)
          )
        )
      );
    }
  };
  if (providers.length > 0) {
    new MutationObserver(add).observe(document.body, { childList: true, subtree: true });
    add();
  }
}

offerProviders().catch(() => {
  // The form itself works without them.
});

export default [
  {
    id: "coincide.operations",
    pluginPoint: "cockpit.navigation",
    priority: 5,
    properties: { label: "Trades", pagePath: "/operations/" },
  },
  {
    id: "coincide.trade",
    pluginPoint: "cockpit.processInstance.runtime.tab",
    priority: 15,
    properties: { label: "Trade" },
    render: (node, { api, processInstanceId }) => {
      const root = element("div", { className: "coincide-trade" }, "Loading …");
      node.append(root);
      const path = `${api.cockpitApi}/plugin/coincide/${api.engine}/trade/${processInstanceId}`;
      const requests = {
        read: () => request(api, path, {}),
        cancel: async (reason) => {
          // The token of a session that began with a login in another tab comes with the response to a read request.
          await request(api, path, {});
          return request(api, `${path}/cancellation`, { method: "POST", headers: { "Content-Type": "text/plain" }, body: reason });
        },
      };
      requests
        .read()
        .then((trade) => show(root, trade, requests))
        .catch((failure) => root.replaceChildren(element("p", { role: "alert" }, failure.message)));
    },
    unmount: () => {},
  },
];
