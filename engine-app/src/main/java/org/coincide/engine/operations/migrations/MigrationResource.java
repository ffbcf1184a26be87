package org.coincide.engine.operations.migrations;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/operations/processes/{process}/migrations}: migrates instances to another version of their model. */
@RestController
class MigrationResource {

    private final Migrations migrations;

    MigrationResource(Migrations migrations) {
        this.migrations = migrations;
    }

    @PostMapping("/api/operations/processes/{process}/migrations")
    MigrationReport migrate(@PathVariable String process, @Valid @RequestBody MigrationRequest request) {
        return migrations.migrate(process, request);
    }
}
