package org.coincide.processes.support;

import java.nio.file.Path;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.server.ServerInterfaceFile;

/** The interface of the server, as its classes declare it; a test of the server keeps the file up to date. */
public final class DeclaredServer {

    public static final ServerInterface INTERFACE = ServerInterfaceFile.read(Path.of("../server-interface.json"));

    private DeclaredServer() {}
}
