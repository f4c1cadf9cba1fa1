package io.orra.billing;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.JsonObject;

/** Checks a strategy's parameters against JSON Schema 2020-12. Nothing is fetched from anywhere. */
final class ParameterSchema {

    private static final int MAX_FAULTS = 50;
    private static final ValidatorFactory VALIDATORS = new ValidatorFactory()
            .withDialect(new Dialects.Draft2020Dialect())
            .withJsonNodeFactory(new JakartaJsonNode.Factory())
            .withSchemaResolver(uri -> SchemaResolver.Result.empty());

    private final JsonObject schema;

    ParameterSchema(JsonObject schema) {
        this.schema = schema;
    }

    /** @throws InvalidParametersException naming each broken rule */
    void check(JsonObject parameters) {
        Validator.Result result = VALIDATORS.validate((Object) schema, (Object) parameters);
        if (!result.isValid()) {
            throw new InvalidParametersException(result.getErrors().stream()
                    .filter(error -> error.getKeyword() != null)
                    .limit(MAX_FAULTS)
                    .map(ParameterSchema::fault)
                    .toList());
        }
    }

    /** Whether it is a schema at all. */
    boolean isSound() {
        try {
            VALIDATORS.createValidator().registerSchema((Object) schema);
            return true;
        } catch (JsonSchemaException | IllegalArgumentException notASchema) {
            return false;
        }
    }

    private static InvalidParametersException.Fault fault(Error error) {
        return new InvalidParametersException.Fault(error.getInstanceLocation(), error.getKeyword());
    }
}
