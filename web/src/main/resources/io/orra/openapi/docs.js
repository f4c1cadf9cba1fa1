// Shows the contract that this server serves; nothing is asked of any other host.
SwaggerUIBundle({
  url: "/openapi",
  dom_id: "#contract",
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
});
