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

/** Creates the form that cancels the trade after a confirmation and shows the server's reply. */
function cancellation(cancel) {
  const reason = element("input", { type: "text", className: "form-control", maxLength: 1000, id: "coincide-reason" });
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
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    reply.textContent = "";
    confirming(true);
    no.focus();
  });
  no.addEventListener("click", () => confirming(false));
  yes.addEventListener("click", () => {
    yes.disabled = true;
    cancel(reason.value)
      .then((result) => (reply.textContent = result.refused || "The trade is being cancelled."))
      .catch((failure) => (reply.textContent = `The cancellation failed: ${failure.message}.`))
      .finally(() => {
        yes.disabled = false;
        confirming(false);
      });
  });
  return element("div", {}, form, confirmation, reply);
}

function isOpen(messages) {
  const data = JSON.parse(messages[0].body).data;
  const order = (data.statuses || data).order;
  return !["CANCELLING", "CANCELLED", "COMPLETED", "REJECTED"].includes(order);
}

function show(node, trade, cancel) {
  if (!trade.tradingId) {
    node.replaceChildren(element("p", {}, "This process instance belongs to no trade."));
    return;
  }
  const whole = element("a", { href: `/operations/#/trades/${trade.tradingId}` }, "Show the whole trade");
  const parts = [element("p", {}, `Trade ${trade.tradingId} of client ${trade.clientId}. `, whole)];
  if (trade.messages.length > 0 && isOpen(trade.messages)) {
    parts.push(cancellation(cancel));
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
      const request = (address, options) =>
        fetch(address, { ...options, headers: { Accept: "application/json", "X-XSRF-TOKEN": api.CSRFToken, ...options.headers } }).then(
          (response) => (response.ok ? response.json() : Promise.reject(new Error(`the server returned status ${response.status}`)))
        );
      const cancel = (reason) =>
        request(`${path}/cancellation`, { method: "POST", headers: { "Content-Type": "text/plain" }, body: reason });
      request(path, {})
        .then((trade) => show(root, trade, cancel))
        .catch((failure) => root.replaceChildren(element("p", {}, `Loading the trade failed: ${failure.message}.`)));
    },
    unmount: () => {},
  },
];
