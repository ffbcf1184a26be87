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

function show(node, told) {
  if (!told.tradingId) {
    node.replaceChildren(element("p", {}, "This process instance belongs to no trade."));
    return;
  }
  const parts = [element("p", {}, `Trade ${told.tradingId} of client ${told.clientId}.`)];
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
      fetch(`${api.cockpitApi}/plugin/coincide/${api.engine}/trade/${processInstanceId}`, {
        headers: { Accept: "application/json", "X-XSRF-TOKEN": api.CSRFToken },
      })
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`the server answered ${answer.status}`))))
        .then((told) => show(root, told))
        .catch((failure) => root.replaceChildren(element("p", {}, `The trade cannot be shown: ${failure.message}.`)));
    },
    unmount: () => {},
  },
];
