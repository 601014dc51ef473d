"""train.py FOLDER ROWS FEATURES ROUNDS DEPTH THREADS: trains with XGBoost's own package on values.f4 and labels.f4; prints the seconds."""
import sys
import time
import numpy as np
import xgboost as xgb

folder = sys.argv[1]
rows, features, rounds, depth, threads = map(int, sys.argv[2:])
values = np.fromfile(folder + "/values.f4", dtype="<f4").reshape(rows, features)
labels = np.fromfile(folder + "/labels.f4", dtype="<f4")
parameters = {
    "objective": "binary:logistic", "eval_metric": "logloss", "booster": "gbtree", "tree_method": "hist", "max_depth": depth, "eta": 0.1, "min_child_weight": 1,
    "lambda": 1, "subsample": 1, "colsample_bytree": 1, "scale_pos_weight": 1, "max_bin": 256, "seed": 7, "nthread": threads,
    "monotone_constraints": "(" + ",".join(["1"] * features) + ")", "verbosity": 0,
}
begun = time.perf_counter()
booster = xgb.train(parameters, xgb.QuantileDMatrix(values, labels, nthread=threads, max_bin=256), num_boost_round=rounds)
print(time.perf_counter() - begun)
some = xgb.DMatrix(values[:5000])
booster.predict(some, output_margin=True).astype("<f4").tofile(folder + "/margins.f4")
booster.predict(some, pred_contribs=True).astype("<f4").tofile(folder + "/contributions.f4")
booster.save_model(folder + "/model.json")
