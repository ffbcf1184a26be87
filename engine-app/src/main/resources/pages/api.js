'use strict';

const files = {
  clients: 'contract/openapi.yaml',
  operators: 'interfaces/operators.yaml',
  bank: 'interfaces/bank.yaml',
  carrier: 'interfaces/carrier.yaml',
  provider: 'interfaces/payment-provider.yaml',
};

SwaggerUIBundle({
  dom_id: '#api',
  url: files[location.search.slice(1)] ?? files.clients,
  supportedSubmitMethods: [],
  validatorUrl: null,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
});
