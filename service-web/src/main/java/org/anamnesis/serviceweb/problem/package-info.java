/**
 * How a request that cannot be served is answered. Every failure, from Tomcat's request line to a
 * database that is down, leaves a service as one RFC 9457 problem with a stable type. Nothing here
 * knows a feature: features throw {@link org.anamnesis.serviceweb.problem.ProblemException}.
 */
@NullMarked
package org.anamnesis.serviceweb.problem;

import org.jspecify.annotations.NullMarked;
