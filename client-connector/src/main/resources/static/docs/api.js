'use strict';

SwaggerUIBundle({
  dom_id: '#api',
  url: '/openapi.yaml',
  supportedSubmitMethods: [],
  validatorUrl: null,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
});
