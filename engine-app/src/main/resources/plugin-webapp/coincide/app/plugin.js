/* A tab at the process instance: what the client of its trade was told, and what it found wrong. Text only, no HTML from data. */

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
    message.waits ? "waits" : "sent",
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

/** Asks once more before it cancels; what the server says then stands below. */
function cancellation(cancel) {
  const why = element("input", { type: "text", className: "form-control", maxLength: 1000, id: "coincide-why" });
  const label = element("label", { htmlFor: "coincide-why" }, "Why? (the client is told)");
  const wish = element("button", { type: "submit", className: "btn btn-default" }, "Cancel this trade …");
  const yes = element("button", { type: "button", className: "btn btn-danger" }, "Yes, cancel it");
  const no = element("button", { type: "button", className: "btn btn-default" }, "No, keep it");
  const undone = "All that was done for this order is undone, and the client is told. Nobody can take that back. ";
  const question = element("p", { hidden: true, className: "coincide-question" }, undone, yes, " ", no);
  const answer = element("p", { role: "status" });
  const form = element("form", { className: "form-inline coincide-cancel" }, label, " ", why, " ", wish);
  const asked = (now) => {
    question.hidden = !now;
    why.disabled = wish.disabled = now;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer.textContent = "";
    asked(true);
    no.focus();
  });
  no.addEventListener("click", () => asked(false));
  yes.addEventListener("click", () => {
    yes.disabled = true;
    cancel(why.value)
      .then((said) => (answer.textContent = said.refused || "The trade is being cancelled."))
      .catch((failure) => (answer.textContent = `It was not cancelled: ${failure.message}.`))
      .finally(() => {
        yes.disabled = false;
        asked(false);
      });
  });
  return element("div", {}, form, question, answer);
}

function isOpen(messages) {
  const data = JSON.parse(messages[0].body).data;
  const order = (data.statuses || data).order;
  return !["CANCELLING", "CANCELLED", "COMPLETED", "REJECTED"].includes(order);
}

function show(node, told, cancel) {
  if (!told.tradingId) {
    node.replaceChildren(element("p", {}, "This process instance belongs to no trade."));
    return;
  }
  const parts = [element("p", {}, `Trade ${told.tradingId} of client ${told.clientId}.`)];
  if (told.messages.length > 0 && isOpen(told.messages)) {
    parts.push(cancellation(cancel));
  }
  if (told.warnings.length > 0) {
    parts.push(element("h4", { className: "coincide-warning" }, `The client warns (${told.warnings.length})`));
    parts.push(table(["Warning", "What the client found", "Sequence", "Received"], told.warnings.map(warningRow)));
  }
  parts.push(element("h4", {}, `Told to the client (${told.messages.length})`));
  parts.push(
    table(
      ["Sequence", "Time", "Order", "Delivery", "Payment", "Reason", "By", "Model", "Message"],
      told.messages.map(messageRow)
    )
  );
  node.replaceChildren(...parts);
}

export default [
  {
    id: "coincide.trade",
    pluginPoint: "cockpit.processInstance.runtime.tab",
    priority: 15,
    properties: { label: "Trade" },
    render: (node, { api, processInstanceId }) => {
      const root = element("div", { className: "coincide-trade" }, "Reading …");
      node.append(root);
      const path = `${api.cockpitApi}/plugin/coincide/${api.engine}/trade/${processInstanceId}`;
      const ask = (address, options) =>
        fetch(address, { ...options, headers: { Accept: "application/json", "X-XSRF-TOKEN": api.CSRFToken, ...options.headers } }).then(
          (answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`the server answered ${answer.status}`)))
        );
      const cancel = (why) =>
        ask(`${path}/cancellation`, { method: "POST", headers: { "Content-Type": "text/plain" }, body: why });
      ask(path, {})
        .then((told) => show(root, told, cancel))
        .catch((failure) => root.replaceChildren(element("p", {}, `The trade cannot be shown: ${failure.message}.`)));
    },
    unmount: () => {},
  },
];
