package org.coincide.engine.journey;

/** The whole server, with two clients connected. */
@SharedServer
abstract class ServerSuite extends AtTheServer {}
