package io.orra;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The API's root. Resources and providers are found by their annotations. */
@ApplicationScoped
@ApplicationPath("/api/v1")
public class OrraApi extends Application {

    /** All resources are CDI beans, whose constraints CDI's interceptor checks; Jersey would check each a second time. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.beanValidation.disable.server", true);
    }
}
