/** What every table needs: the schema's migration, the row that belongs to a tenant, words kept as text. A feature's own tables live in the feature's package. */
package io.orra.persistence;
