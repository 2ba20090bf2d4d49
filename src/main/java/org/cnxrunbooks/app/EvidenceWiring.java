package org.cnxrunbooks.app;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.evidence.store.JdbcEvidence;
import org.cnxrunbooks.evidence.store.JdbcLedger;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock of all, and where evidence is kept: the application's database, through a small pool that no engine transaction can exhaust. */
@Configuration(proxyBeanMethods = false)
class EvidenceWiring {

    private static final int CONNECTIONS = 4;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(defaultCandidate = false)
    @Qualifier("apart")
    HikariDataSource apartDataSource(JdbcConnectionDetails connection) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("apart");
        pool.setJdbcUrl(connection.getJdbcUrl());
        pool.setUsername(connection.getUsername());
        pool.setPassword(connection.getPassword());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setAutoCommit(true);
        return pool;
    }

    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    Evidence evidence(@Qualifier("apart") DataSource apart) {
        return new JdbcEvidence(apart);
    }

    @Bean
    Ledger ledger(@Qualifier("apart") DataSource apart, Evidence evidence, Clock clock) {
        return new JdbcLedger(apart, evidence, clock);
    }
}
