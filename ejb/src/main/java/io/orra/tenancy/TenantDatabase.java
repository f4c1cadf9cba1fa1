package io.orra.tenancy;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** The tenants' database for reads that need no transaction of the server's. */
@ApplicationScoped
public class TenantDatabase {

    @Resource(lookup = "jdbc/orra-tenant")
    private DataSource database;

    private TenantRows rows;

    @PostConstruct
    void open() {
        rows = new TenantRows(database);
    }

    public TenantRows rows() {
        return rows;
    }
}
