package org.coincide.engine.web;

import java.security.Principal;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that stand for the server's own API. */
@TestComponent
@RestController
class ProbeResource {

    @GetMapping({
        "/api/probe/whoami",
        "/api/carrier/probe",
        "/api/bank/probe",
        "/api/provider/probe",
        "/api/operations/probe"
    })
    String whoami(Principal principal) {
        return principal.getName();
    }

    @PostMapping("/api/probe/length")
    int length(@RequestBody byte[] body) {
        return body.length;
    }

    @PostMapping("/api/probe/json")
    String json(@RequestBody Map<String, Object> body) {
        Object value = body.values().iterator().next();
        return value.getClass().getSimpleName() + " " + value;
    }

    @GetMapping("/api/probe/broken")
    String broken() {
        throw new IllegalStateException("secret of the inside");
    }
}
