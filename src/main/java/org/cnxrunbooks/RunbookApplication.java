package org.cnxrunbooks;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the embedded engine, its web applications and the runbooks. */
@SpringBootApplication
public class RunbookApplication {

    public static void main(String[] args) {
        SpringApplication.run(RunbookApplication.class, args);
    }
}
