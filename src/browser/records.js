// Made from the tables of src/panda and src/center: `UPDATE=1 cargo test --lib records` renews it.

/** By a record's number: a function that makes its object from the slots that start at `s[q]`. */
export function makers(text, list, word) {
  const words = [
  ];
  const make = [];
  return make;
}
