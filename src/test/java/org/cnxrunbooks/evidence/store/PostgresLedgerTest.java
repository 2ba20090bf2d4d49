package org.cnxrunbooks.evidence.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@EnabledIf("org.cnxrunbooks.evidence.store.PrivatePostgres#installed")
class PostgresLedgerTest extends LedgerContract {

    private static PrivatePostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = PrivatePostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    /** Each test starts from an empty schema. */
    @Override
    String url() {
        JdbcClient.create(new DriverManagerDataSource(postgres.url()))
                .sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
                .update();
        return postgres.url();
    }
}
