package io.orra;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The API's root. Resources and providers are found by their annotations. */
@ApplicationScoped
@ApplicationPath("/api/v1")
public class OrraApi extends Application {}
