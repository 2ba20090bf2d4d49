/**
 * The hinge to Camunda: steps, long steps and their worker, typed variables, deployment of models and forms.
 *
 * <p>Entered by the runbooks' {@code *Steps} and {@code *Variables}, by {@code guard}, {@code audit} and {@code app}.
 */
@NullMarked
package org.cnxrunbooks.engine;

import org.jspecify.annotations.NullMarked;
