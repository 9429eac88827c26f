//! Finds the lowest point of a smooth function within bounds: projected L-BFGS.
//!
//! Nocedal & Wright, "Numerical Optimization" (2006), algorithm 7.4, on the variables that are
//! not at a bound which the slope pushes them against; steps are projected onto the bounds.
//! Every sum runs in the order of the variables, so that the result is the same on any machine.

use std::collections::VecDeque;

/// Steps that are remembered.
const MEMORY: usize = 20;
/// How often a step is halved before it is given up.
const HALVINGS: u32 = 25;
/// A step must bring this share of what the slope promises (Armijo).
const ENOUGH: f64 = 1e-4;
/// The search ends where a step lowers the function by less than this share.
const STILL: f64 = 1e-7;

/// A function with its slope.
pub(super) trait Slope {
    /// The value at a point; the slope there is written to `slope`.
    fn at(&mut self, point: &[f64], slope: &mut [f64]) -> f64;
}

/// The least and the greatest value of a variable.
pub(super) type Bounds = (f64, f64);

/// A step taken and the change of slope that it brought.
struct Step {
    moved: Vec<f64>,
    turned: Vec<f64>,
}

/// Where the search stands.
struct State {
    point: Vec<f64>,
    slope: Vec<f64>,
    value: f64,
    steps: VecDeque<Step>,
}

/// The lowest point within bounds, searched from `start` in `most` steps at most.
pub(super) fn minimise(
    function: &mut impl Slope,
    start: Vec<f64>,
    bounds: &[Bounds],
    most: usize,
) -> Vec<f64> {
    let point: Vec<f64> = start.into_iter().zip(bounds).map(within).collect();
    let mut slope = vec![0.0; point.len()];
    let value = function.at(&point, &mut slope);
    let mut state = State {
        point,
        slope,
        value,
        steps: VecDeque::new(),
    };
    for _ in 0..most {
        let before = state.value;
        if !state.advance(function, bounds) && !state.restart(function, bounds) {
            break;
        }
        if before - state.value <= STILL * before.abs() {
            break;
        }
    }
    state.point
}

fn within((value, &(low, high)): (f64, &Bounds)) -> f64 {
    value.max(low).min(high)
}

impl State {
    /// The same once more without memory; whether that led anywhere.
    fn restart(&mut self, function: &mut impl Slope, bounds: &[Bounds]) -> bool {
        let had_memory = !self.steps.is_empty();
        self.steps.clear();
        had_memory && self.advance(function, bounds)
    }

    /// Takes a step downwards, if there is one.
    fn advance(&mut self, function: &mut impl Slope, bounds: &[Bounds]) -> bool {
        let is_free = self.free(bounds);
        let direction = self.direction(&is_free);
        let mut size = if self.steps.is_empty() {
            1.0 / dot(&direction, &direction).sqrt().max(1.0)
        } else {
            1.0
        };
        let mut slope = vec![0.0; self.slope.len()];
        for _ in 0..HALVINGS {
            let ahead = self.ahead(&direction, size, bounds);
            let moved = difference(&ahead, &self.point);
            let promised = dot(&self.slope, &moved);
            if promised >= 0.0 {
                return false;
            }
            let value = function.at(&ahead, &mut slope);
            if value <= self.value + ENOUGH * promised {
                self.take(ahead, moved, slope, value);
                return true;
            }
            size /= 2.0;
        }
        false
    }

    fn take(&mut self, point: Vec<f64>, moved: Vec<f64>, slope: Vec<f64>, value: f64) {
        let turned = difference(&slope, &self.slope);
        if dot(&moved, &turned) > 1e-10 * dot(&turned, &turned) {
            if self.steps.len() == MEMORY {
                self.steps.pop_front();
            }
            self.steps.push_back(Step { moved, turned });
        }
        self.point = point;
        self.slope = slope;
        self.value = value;
    }

    /// Which variables may move downwards.
    fn free(&self, bounds: &[Bounds]) -> Vec<bool> {
        let is_free = |((&value, &slope), &(low, high)): ((&f64, &f64), &Bounds)| {
            low < high && !(value <= low && slope > 0.0) && !(value >= high && slope < 0.0)
        };
        let values = self.point.iter().zip(&self.slope);
        values.zip(bounds).map(is_free).collect()
    }

    /// The slope turned downwards and scaled by what earlier steps say of the function's curvature.
    fn direction(&self, is_free: &[bool]) -> Vec<f64> {
        let mut direction = masked(&self.slope, is_free);
        let mut shares = Vec::new();
        for step in self.steps.iter().rev() {
            let (moved, turned) = (masked(&step.moved, is_free), masked(&step.turned, is_free));
            let curvature = dot(&moved, &turned);
            let share = if curvature > 0.0 {
                dot(&moved, &direction) / curvature
            } else {
                0.0
            };
            add(&mut direction, &turned, -share);
            shares.push(share);
        }
        self.scale(&mut direction, is_free);
        for (step, share) in self.steps.iter().zip(shares.into_iter().rev()) {
            let (moved, turned) = (masked(&step.moved, is_free), masked(&step.turned, is_free));
            let curvature = dot(&moved, &turned);
            if curvature > 0.0 {
                let back = dot(&turned, &direction) / curvature;
                add(&mut direction, &moved, share - back);
            }
        }
        direction.iter().map(|part| -part).collect()
    }

    fn scale(&self, direction: &mut [f64], is_free: &[bool]) {
        let Some(step) = self.steps.back() else {
            return;
        };
        let (moved, turned) = (masked(&step.moved, is_free), masked(&step.turned, is_free));
        let length = dot(&turned, &turned);
        let factor = dot(&moved, &turned) / length;
        if length > 0.0 && factor > 0.0 {
            for part in direction {
                *part *= factor;
            }
        }
    }

    fn ahead(&self, direction: &[f64], size: f64, bounds: &[Bounds]) -> Vec<f64> {
        let moved = self.point.iter().zip(direction).map(|(p, d)| p + size * d);
        moved.zip(bounds).map(within).collect()
    }
}

fn masked(values: &[f64], is_free: &[bool]) -> Vec<f64> {
    let keep = |(value, is_free): (&f64, &bool)| if *is_free { *value } else { 0.0 };
    values.iter().zip(is_free).map(keep).collect()
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

fn difference(left: &[f64], right: &[f64]) -> Vec<f64> {
    left.iter().zip(right).map(|(a, b)| a - b).collect()
}

fn add(sum: &mut [f64], part: &[f64], factor: f64) {
    for (sum, part) in sum.iter_mut().zip(part) {
        *sum += factor * part;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rosenbrock's valley.
    struct Valley;

    impl Slope for Valley {
        fn at(&mut self, point: &[f64], slope: &mut [f64]) -> f64 {
            let (x, y) = (point[0], point[1]);
            slope[0] = -2.0 * (1.0 - x) - 400.0 * x * (y - x * x);
            slope[1] = 200.0 * (y - x * x);
            (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2)
        }
    }

    #[test]
    fn the_bottom_of_a_curved_valley_is_found() {
        let free = [(f64::NEG_INFINITY, f64::INFINITY); 2];
        let found = minimise(&mut Valley, vec![-1.2, 1.0], &free, 200);
        assert!((found[0] - 1.0).abs() < 1e-2, "{found:?}");
    }

    #[test]
    fn bounds_are_kept_and_the_rest_still_falls() {
        let found = minimise(
            &mut Valley,
            vec![0.0, 0.0],
            &[(-2.0, 0.5), (-2.0, 2.0)],
            200,
        );
        assert!((found[0] - 0.5).abs() < 1e-12);
        assert!((found[1] - 0.25).abs() < 1e-3, "{found:?}");
    }

    #[test]
    fn a_fixed_variable_stays() {
        let found = minimise(&mut Valley, vec![0.3, 0.0], &[(0.3, 0.3), (-2.0, 2.0)], 200);
        assert!((found[0] - 0.3).abs() < 1e-12);
        assert!((found[1] - 0.09).abs() < 1e-3, "{found:?}");
    }
}
